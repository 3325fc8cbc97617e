package io.flywheel.domain.alert;

/**
 * Why an alert changed.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Life of an alert".
 */
public enum AlertReason {
    BREACHED("breached", "The value crossed the threshold at which the rule fires."),
    CLEARED(
            "cleared",
            "The value crossed the threshold at which the rule recovers, or the subject is no longer one of the rule's."),
    HELD("held", "It stayed so for as long as the rule asks: `for` while pending, `keep_firing_for` while recovering."),
    RETRACTED("retracted", "What began the alert was corrected afterwards, and would not have begun it."),
    RULE_CHANGED("rule_changed", "The rule is no longer there."),
    NO_DATA("no_data", "Nothing was heard for as long as the rule allows; the alert stands still."),
    DATA_BACK("data_back", "Something was heard again; what was held begins anew."),
    ACKNOWLEDGED("acknowledged", "Somebody takes care of it."),
    ERASED("erased", "The customer was erased.");

    private final String word;
    private final String meaning;

    AlertReason(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    /** The word used in tables, topics and files. */
    public String word() {
        return word;
    }

    /** What it tells. */
    public String meaning() {
        return meaning;
    }
}
