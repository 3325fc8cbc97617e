package io.flywheel.app.decode;

import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Refusal;
import io.flywheel.domain.packing.Sha256;
import java.util.Arrays;
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
                Sha256.hex(whole));
    }
}
