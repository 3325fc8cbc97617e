package io.flywheel.pipeline.signals;

import io.flywheel.domain.signal.Signal;
import org.jspecify.annotations.Nullable;

/** A signal on its way to the topic with the time of its sender; without a signal it tells a partition, by its number, the time alone. */
public record OutboundSignal(@Nullable Signal signal, int partition, SenderClock clock) {}
