package io.flywheel.domain.alert;

/**
 * A rule's wish to be told not what its value is but how far it has come: the value less what it was some time ago.
 *
 * <p><b>Units:</b> {@code overMillis} is event time in milliseconds.
 *
 * @param of the value's expression as it is written; what is remembered of another one does not count
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Changes".
 */
public record ValueChange(String of, long overMillis) {

    public ValueChange {
        if (overMillis < ValueTrail.STEP_MILLIS) {
            throw new IllegalArgumentException(
                    "a change is over at least " + ValueTrail.STEP_MILLIS + " ms, not " + overMillis + ": " + of);
        }
    }
}
