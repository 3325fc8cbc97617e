package io.flywheel.domain.friction.service;

import io.flywheel.domain.friction.Finding;

/** Hears what a walk over kept facts finds. */
@FunctionalInterface
interface Found {

    /** A finding, and the watermark from which on it holds: that of the deadline it is about, however early the facts were known. */
    void tell(Finding finding, long fromWatermarkMillis);
}
