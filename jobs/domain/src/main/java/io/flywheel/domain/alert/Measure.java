package io.flywheel.domain.alert;

/**
 * The expressions of a rule, ready to be asked.
 *
 * <p><b>Shape:</b> pure; the same facts give the same answers.
 */
public interface Measure {

    /** Whether the rule is for this subject. */
    boolean appliesTo(FactSheet facts);

    /** What the thresholds are compared with; NaN if it is not known. */
    double value(FactSheet facts);

    /** How much the value rests on, for rules that ask for a least count; infinite for those that do not. */
    double count(FactSheet facts);
}
