package io.flywheel.domain.wheel.journey;

/**
 * How many customers are new, retained, resurrected, churned, and active on the day itself.
 *
 * <p><b>Units:</b> customers; negative in a delta that takes back. {@code fresh} is column {@code new}.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "Growth".
 */
public record GrowthCounts(long fresh, long retained, long resurrected, long churned, long dau) {

    public static final GrowthCounts NONE = new GrowthCounts(0, 0, 0, 0, 0);

    public GrowthCounts plus(GrowthCounts other) {
        return new GrowthCounts(
                fresh + other.fresh,
                retained + other.retained,
                resurrected + other.resurrected,
                churned + other.churned,
                dau + other.dau);
    }

    public GrowthCounts minus(GrowthCounts other) {
        return new GrowthCounts(
                fresh - other.fresh,
                retained - other.retained,
                resurrected - other.resurrected,
                churned - other.churned,
                dau - other.dau);
    }

    public boolean isZero() {
        return equals(NONE);
    }

    /** Customers active in the 28 days that end with the day. */
    public long active() {
        return fresh + retained + resurrected;
    }

    /** Customers active in the 28 days before those. */
    public long activeBefore() {
        return retained + churned;
    }
}
