package io.flywheel.domain.wheel.journey;

/** UTC days since the epoch, far ones held within what an int can tell. */
final class Days {

    static final long MILLIS = 86_400_000L;

    /** Before and after every day that an event can name, with room for sums of a few hundred days. */
    static final int FIRST = -1_000_000_000;

    static final int LAST = 1_000_000_000;

    private Days() {}

    static int of(long atMillis) {
        return (int) Math.max(FIRST, Math.min(LAST, Math.floorDiv(atMillis, MILLIS)));
    }

    static long startOf(int day) {
        return day * MILLIS;
    }
}
