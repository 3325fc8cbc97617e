package io.flywheel.benchmarks;

import io.flywheel.domain.customer.EventIdentity;
import io.flywheel.domain.wheel.window.Grain;

/**
 * What both sides tell of a window.
 *
 * <p><b>Units:</b> points in thousandths; {@code isFinal} is false for a row that another one of the same window follows.
 */
public record WindowFigures(
        String series,
        Grain grain,
        long endMillis,
        boolean isFinal,
        long pushes,
        long pushThousandths,
        long frictionThousandths,
        long customers) {

    /** Adds up over rows in any order: place of the row times what it says, each figure with an odd factor of its own. */
    long hash() {
        long place = EventIdentity.of(series + ' ' + grain.word(), Long.toString(endMillis));
        return place
                * (pushes * 0x9E3779B97F4A7C15L
                        + pushThousandths * 0xC2B2AE3D27D4EB4FL
                        + frictionThousandths * 0x165667B19E3779F9L
                        + customers * 0xD6E8FEB86659FD93L);
    }
}
