package io.flywheel.dashboard.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What a page was given by this server, and a foreign page can not know: drawn anew at every start. */
final class PageProof {

    private static final int BYTES = 16;

    private final String text;

    PageProof() {
        byte[] drawn = new byte[BYTES];
        new SecureRandom().nextBytes(drawn);
        this.text = HexFormat.of().formatHex(drawn);
    }

    String text() {
        return text;
    }

    boolean isRight(@Nullable String shown) {
        return shown != null
                && MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }
}
