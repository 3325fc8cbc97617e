package io.flywheel.pipeline.intake;

/**
 * Notices when so many records are refused that something must be wrong with us and not with them.
 *
 * <p><b>Shape:</b> looks at the last {@link #WINDOW} records of one subtask; says nothing before it has seen that many.
 *
 * <p><b>Units:</b> the ratio is 0 to 1; 1 never trips.
 *
 * <p><b>Source:</b> docs/runbooks/rejected-records.md.
 */
final class RejectFlood {

    static final int WINDOW = 10_000;

    private final long[] refused = new long[WINDOW / Long.SIZE + 1];
    private final int limit;
    private int place;
    private int refusals;
    private boolean full;

    RejectFlood(double ratio) {
        this.limit = (int) Math.floor(ratio * WINDOW);
    }

    /** Takes one more record into account and tells whether the flood is here. */
    boolean rises(boolean isRefused) {
        long bit = 1L << (place % Long.SIZE);
        int word = place / Long.SIZE;
        if ((refused[word] & bit) != 0) {
            refusals--;
        }
        if (isRefused) {
            refused[word] |= bit;
            refusals++;
        } else {
            refused[word] &= ~bit;
        }
        place++;
        if (place == WINDOW) {
            place = 0;
            full = true;
        }
        return full && refusals > limit;
    }

    int refusals() {
        return refusals;
    }
}
