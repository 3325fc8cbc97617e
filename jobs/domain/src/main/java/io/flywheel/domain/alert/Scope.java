package io.flywheel.domain.alert;

/** What a rule is about: every customer, every window of a grain, or every type of friction at every place. Accounts, segments and the other dimensions are windows. */
public enum Scope {
    CUSTOMER("customer"),
    WINDOW("window"),
    HOTSPOT("hotspot");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** The word used in tables, topics and files. */
    public String word() {
        return word;
    }
}
