package io.flywheel.pipeline.intake;

import io.flywheel.domain.signal.Signal;
import org.jspecify.annotations.Nullable;

/** What one record of the signal topic turned out to be: a signal, or a heartbeat that only says what time it is. */
public record InboundSignal(long arrivedAtMillis, @Nullable Signal signal) implements Arrival {

    @Override
    public boolean isHeartbeat() {
        return signal == null;
    }
}
