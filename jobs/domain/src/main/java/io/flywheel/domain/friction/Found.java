package io.flywheel.domain.friction;

/** Hears what a walk over kept facts finds. */
@FunctionalInterface
public interface Found {

    /** The watermark of what holds as soon as the event that it lies in is known. */
    long AT_ONCE = Long.MIN_VALUE;

    /** A finding, and the watermark from which on it holds: that of the deadline it is about, however early the facts were known. */
    void tell(Finding finding, long fromWatermarkMillis);
}
