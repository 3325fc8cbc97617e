package io.flywheel.domain.customer;

/**
 * What a customer answered when asked whether they would recommend us.
 *
 * <p><b>Units:</b> scores 0 to 10: promoters 9 and 10, passives 7 and 8, detractors 0 to 6.
 *
 * <p><b>Source:</b> docs/reference/signals.md, "Mass". Names and places are persisted: append only.
 */
public enum Recommendation {
    PROMOTER(1),
    PASSIVE(0.5),
    DETRACTOR(0);

    private final double share;

    Recommendation(double share) {
        this.share = share;
    }

    /** The answer that a score is. */
    public static Recommendation of(double score) {
        if (score >= 9) {
            return PROMOTER;
        }
        return score >= 7 ? PASSIVE : DETRACTOR;
    }

    /** Distance from one half, where customers who were never asked stand. */
    public double distance() {
        return share - 0.5;
    }
}
