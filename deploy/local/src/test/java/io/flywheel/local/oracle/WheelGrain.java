package io.flywheel.local.oracle;

import java.time.Duration;

/** The kinds of windows: how long they are, and how far apart they end. */
enum WheelGrain {
    FIVE_MINUTES("5m", Duration.ofMinutes(5), Duration.ofMinutes(5)),
    HOUR("1h", Duration.ofHours(1), Duration.ofHours(1)),
    DAY("1d", Duration.ofDays(1), Duration.ofDays(1)),
    TRAILING_HOUR("trailing_1h", Duration.ofHours(1), Duration.ofMinutes(5)),
    TRAILING_DAY("trailing_24h", Duration.ofHours(24), Duration.ofHours(1)),
    TRAILING_WEEK("trailing_7d", Duration.ofDays(7), Duration.ofDays(1)),
    TRAILING_MONTH("trailing_28d", Duration.ofDays(28), Duration.ofDays(1));

    final String word;
    final long lengthMillis;
    final long stepMillis;

    WheelGrain(String word, Duration length, Duration step) {
        this.word = word;
        this.lengthMillis = length.toMillis();
        this.stepMillis = step.toMillis();
    }

    /** How many steps a window is long. */
    long steps() {
        return lengthMillis / stepMillis;
    }

    double days() {
        return (double) lengthMillis / WheelActivity.DAY;
    }
}
