package io.flywheel.domain.risk;

/**
 * How buyers come back and drop out: the BG/NBD model.
 *
 * <p><b>Shape:</b> reads the distinct days with value events. Only who came back can have dropped out.
 *
 * <p><b>Units:</b> weeks; shape {@code r} and scale {@code alpha} of the rates, {@code a} and {@code b} of the chance to drop out.
 *
 * <p><b>Source:</b> Fader, Hardie, Lee, "Counting Your Customers" the Easy Way, Marketing Science 24(2), 2005; docs/reference/risk.md, "Dropping out".
 */
public record PurchaseModel(double r, double alpha, double a, double b) {

    private static final double DAYS = 7;

    /** The chance that a buyer buys again some day; NaN for who never bought. */
    double chanceToBeAlive(DayRhythm days, RiskFacts facts) {
        if (days.isEmpty()) {
            return Double.NaN;
        }
        double repeats = days.days() - 1.0;
        double last = (days.last() - (double) days.first()) / DAYS;
        return chanceToBeAlive(repeats, last, Math.max(last, facts.daysSince(days.first()) / DAYS));
    }

    /** The same for so many repeated purchases, the last of them so long after the first, watched for so long. */
    double chanceToBeAlive(double repeats, double last, double watched) {
        if (repeats <= 0) {
            return 1;
        }
        double odds = a / (b + repeats - 1) * Math.pow((alpha + watched) / (alpha + last), r + repeats);
        return 1 / (1 + odds);
    }
}
