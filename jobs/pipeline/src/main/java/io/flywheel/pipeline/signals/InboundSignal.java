package io.flywheel.pipeline.signals;

import io.flywheel.domain.signal.Signal;
import org.jspecify.annotations.Nullable;

/**
 * What one record of the signal topic turned out to be: a signal, or a heartbeat that only says what time it is.
 *
 * @param clock time of the sender; null for a heartbeat of somebody else, whose timestamp is the time for all senders
 */
public record InboundSignal(
        long arrivedAtMillis,
        @Nullable Signal signal,
        @Nullable SenderClock clock) {

    public boolean isHeartbeat() {
        return signal == null;
    }
}
