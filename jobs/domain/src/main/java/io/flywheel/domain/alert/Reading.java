package io.flywheel.domain.alert;

/**
 * What a rule says of its subject at one moment.
 *
 * <p><b>Units:</b> event time in epoch milliseconds; {@code value} and {@code count} as the rule defines them, NaN for a value that is not known.
 *
 * @param applies whether the subject is one of the rule's
 */
public record Reading(long atMillis, double value, double count, boolean applies) {

    /** The same moment, its value told as how far it is from an earlier one. */
    Reading since(double valueBefore) {
        return new Reading(atMillis, value - valueBefore, count, applies);
    }

    boolean isKnown() {
        return !applies || !Double.isNaN(value);
    }
}
