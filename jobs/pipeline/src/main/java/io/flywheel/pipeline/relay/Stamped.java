package io.flywheel.pipeline.relay;

import org.jspecify.annotations.Nullable;

/** A content on its way to a topic with the time of its sender; without a content it tells a partition, by its number, the time alone. */
public record Stamped<T>(@Nullable T content, int partition, SenderClock clock) {}
