package io.flywheel.notifier.delivery;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a webhook who wrote a message, and when.
 *
 * <p><b>Shape:</b> HMAC-SHA256 over the seconds of the epoch, a dot and the body, in hexadecimal digits after {@code v1=}. The moment is signed, too, so that an old message can not be sent again by others.
 *
 * <p><b>Source:</b> docs/reference/notifications.md, "Signature".
 */
public final class Signature {

    public static final String TIMESTAMP = "X-Flywheel-Timestamp";
    public static final String SIGNATURE = "X-Flywheel-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** <b>Errors:</b> {@link IllegalArgumentException} for an empty secret. */
    public static Map<String, String> headers(String secret, Instant now, String body) {
        String seconds = Long.toString(now.getEpochSecond());
        return Map.of(TIMESTAMP, seconds, SIGNATURE, "v1=" + of(secret, seconds + "." + body));
    }

    static String of(String secret, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
