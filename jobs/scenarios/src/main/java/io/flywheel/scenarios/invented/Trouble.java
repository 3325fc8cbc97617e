package io.flywheel.scenarios.invented;

/** A kind of thing that goes wrong in an invented company, with the name and the sentence that people are told. */
public enum Trouble {
    CHECKOUT_BREAKS(
            "checkout-breaks",
            "The checkout stops working: error and rage clicks on /checkout, no step succeeds, payments fail."),
    CHAMPION_LOST(
            "champion-lost",
            "The champion globex is lost: rage clicks, an urgent ticket misses its target, a detractor's rating, then the cancellation."),
    SUPPORT_BACKLOG(
            "support-backlog", "Support falls behind: tickets get no answer, miss their targets and are escalated.");

    private final String displayName;
    private final String description;

    Trouble(String displayName, String description) {
        this.displayName = displayName;
        this.description = description;
    }

    /** The name as users read it. */
    public String displayName() {
        return displayName;
    }

    /** One sentence that says what will be seen. */
    public String description() {
        return description;
    }
}
