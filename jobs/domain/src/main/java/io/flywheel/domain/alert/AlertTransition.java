package io.flywheel.domain.alert;

/**
 * One change of an alert, with the alert as it was right after.
 *
 * <p><b>Units:</b> as in {@link AlertStep}.
 */
public record AlertTransition(
        AlertInstance after,
        long number,
        AlertStatus from,
        AlertStatus to,
        long atMillis,
        double value,
        AlertReason reason) {

    /** The same for the same change, however often it is told: fingerprint, episode and number. */
    public String id() {
        return after.fingerprint() + "-" + after.episode() + "-" + number;
    }
}
