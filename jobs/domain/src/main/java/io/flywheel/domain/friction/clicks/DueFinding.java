package io.flywheel.domain.friction.clicks;

import io.flywheel.domain.friction.Finding;

/**
 * A finding and the moment until which what comes on time could undo it: it is told once the watermark has passed that moment.
 *
 * <p><b>Units:</b> epoch milliseconds.
 */
record DueFinding(Finding finding, long afterMillis) {

    /** Whether nothing on time can undo it any more. */
    boolean isTold(long watermarkMillis) {
        return watermarkMillis > afterMillis;
    }
}
