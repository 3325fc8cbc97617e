package io.flywheel.pipeline.control;

import io.flywheel.domain.control.ControlRecord;
import org.jspecify.annotations.Nullable;

/**
 * What lies at one place of the control topic.
 *
 * <p><b>Units:</b> time of arrival in epoch milliseconds.
 *
 * @param record the record; null if it can not be read
 * @param problem why it can not be read; null if it can
 * @param text the beginning of what was sent, for who looks for the fault
 */
public record ControlArrival(
        int partition,
        long offset,
        long arrivedAtMillis,
        @Nullable ControlRecord record,
        @Nullable String problem,
        String text) {}
