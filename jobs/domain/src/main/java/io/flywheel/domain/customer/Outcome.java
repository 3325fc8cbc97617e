package io.flywheel.domain.customer;

/** What became of an activity that reached its customer. */
public enum Outcome {
    /** It was new and counts. */
    ACCEPTED,
    /** The same event was taken before and nothing changed. */
    DUPLICATE,
    /** Another event with the same identity was taken before; nothing changed. */
    CONFLICT
}
