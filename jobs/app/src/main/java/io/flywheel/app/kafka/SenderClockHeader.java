package io.flywheel.app.kafka;

import io.flywheel.pipeline.relay.SenderClock;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The time of the sender in a header of each record of a topic between the jobs: sender, number of senders, watermark in epoch milliseconds. */
final class SenderClockHeader {

    private static final String NAME = "flywheel-clock";
    private static final int BYTES = Integer.BYTES + Integer.BYTES + Long.BYTES;

    private SenderClockHeader() {}

    static void write(SenderClock clock, Headers headers) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putInt(clock.sender()).putInt(clock.senders()).putLong(clock.watermarkMillis());
        headers.add(NAME, bytes.array());
    }

    /** The time that a record tells; null if it tells none, or what no sender of ours would. */
    static @Nullable SenderClock read(Headers headers) {
        Header header = headers.lastHeader(NAME);
        if (header == null || header.value() == null || header.value().length != BYTES) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(header.value());
        SenderClock clock = new SenderClock(bytes.getInt(), bytes.getInt(), bytes.getLong());
        return clock.sender() >= 0 && clock.sender() < clock.senders() ? clock : null;
    }
}
