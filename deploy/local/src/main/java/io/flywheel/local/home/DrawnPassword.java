package io.flywheel.local.home;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A password that nobody chose, in hexadecimal digits, so that it needs quoting nowhere. */
public final class DrawnPassword {

    private static final int BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private DrawnPassword() {}

    public static String draw() {
        byte[] drawn = new byte[BYTES];
        RANDOM.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
