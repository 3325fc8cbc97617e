package io.flywheel.pipeline.stop;

import java.io.Serializable;

/**
 * What every keyed stop may be tuned by without changing a number.
 *
 * <p><b>Units:</b> {@code cachedCustomers} and {@code unsavedCustomers} are entries of one subtask; {@code emitEveryMillis} is processing time; {@code memoryMillis} is event time
 * before the watermark that something may still come from.
 */
public interface StopSettings extends Serializable {

    String job();

    int cachedCustomers();

    int unsavedCustomers();

    long emitEveryMillis();

    long memoryMillis();
}
