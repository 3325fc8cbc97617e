package io.flywheel.domain.signal;

import io.flywheel.domain.activity.Activity;

/**
 * How much one signal weighs: fixed, by severity, or by the amount of money.
 *
 * <p><b>Units:</b> thousandths of a point, at least 0. By amount: factor x log10(1 + amount / reference), at most the cap; without an amount 0.
 *
 * <p><b>Source:</b> docs/reference/signals.md, "Catalogue".
 */
public record Weight(Scale scale, long thousandths, long referenceMinor, long capThousandths) {

    /** What the weight is scaled by. */
    public enum Scale {
        FIXED,
        PRIORITY,
        AMOUNT
    }

    public Weight {
        if (thousandths < 0 || thousandths > 1_000_000_000L) {
            throw new IllegalArgumentException("weight must be 0 to 1,000,000 points: " + thousandths + " thousandths");
        }
        if (scale == Scale.AMOUNT && (referenceMinor <= 0 || capThousandths <= 0)) {
            throw new IllegalArgumentException(
                    "a weight by amount needs a positive reference and cap: " + referenceMinor + ", " + capThousandths);
        }
    }

    public static Weight fixed(long thousandths) {
        return new Weight(Scale.FIXED, thousandths, 0, 0);
    }

    public static Weight byPriority(long thousandths) {
        return new Weight(Scale.PRIORITY, thousandths, 0, 0);
    }

    public static Weight byAmount(long factorThousandths, long referenceMinor, long capThousandths) {
        return new Weight(Scale.AMOUNT, factorThousandths, referenceMinor, capThousandths);
    }

    public long of(Activity activity) {
        return switch (scale) {
            case FIXED -> thousandths;
            case PRIORITY -> thousandths * activity.priority().severity();
            case AMOUNT -> byAmount(activity.amountMinor());
        };
    }

    private long byAmount(long amountMinor) {
        if (amountMinor <= 0) {
            return 0;
        }
        double weight = thousandths * Math.log10(1 + (double) amountMinor / referenceMinor);
        return Math.min(capThousandths, Math.round(weight));
    }
}
