package io.flywheel.app.decode;

import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Refusal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Keeps what is needed of a record that is refused. */
final class RefusalOf {

    private RefusalOf() {}

    static Refusal record(
            EventStream stream,
            RefusedException refused,
            byte @Nullable [] value,
            long arrivedAtMillis,
            int partition,
            long offset) {
        byte[] whole = value == null ? new byte[0] : value;
        byte[] kept = whole.length > Refusal.PAYLOAD_LIMIT ? Arrays.copyOf(whole, Refusal.PAYLOAD_LIMIT) : whole;
        return new Refusal(
                stream,
                refused.reason(),
                refused.detail(),
                partition,
                offset,
                arrivedAtMillis,
                kept,
                value == null ? -1 : whole.length,
                sha256(whole));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
