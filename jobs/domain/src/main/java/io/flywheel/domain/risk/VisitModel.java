package io.flywheel.domain.risk;

/**
 * How customers come and drop out when nobody tells them to sign off: the modified BG/NBD model. Each customer comes at a rate of their own and after each coming, the first one too, may leave for good.
 *
 * <p><b>Shape:</b> reads the number of distinct days, the first, the last, and how long they have been watched.
 *
 * <p><b>Units:</b> weeks; shape {@code r} and scale {@code alpha} of the rates, {@code a} and {@code b} of the chance to drop out.
 *
 * <p><b>Source:</b> Batislam, Denizel, Filiztekin, Empirical validation and comparison of models for customer base analysis, IJRM 24(3), 2007; docs/reference/risk.md, "Dropping out".
 */
public record VisitModel(double r, double alpha, double a, double b) {

    private static final double DAYS = 7;
    private static final double MOST = 6;

    double logOddsOfHavingLeft(DayRhythm days, RiskFacts facts) {
        if (days.isEmpty()) {
            return 0;
        }
        double repeats = days.days() - 1.0;
        double last = (days.last() - (double) days.first()) / DAYS;
        double watched = Math.max(last, facts.daysSince(days.first()) / DAYS);
        double odds = Math.log(a / (b + repeats)) + (r + repeats) * Math.log((alpha + watched) / (alpha + last));
        return Math.max(-MOST, Math.min(MOST, odds));
    }
}
