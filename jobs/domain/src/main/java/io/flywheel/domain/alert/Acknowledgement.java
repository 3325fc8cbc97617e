package io.flywheel.domain.alert;

/**
 * Somebody takes care of one run of an alert.
 *
 * <p><b>Units:</b> event time in epoch milliseconds.
 *
 * <p><b>Source:</b> docs/reference/control.md, "Acknowledgements".
 */
public record Acknowledgement(String fingerprint, long episode, String who, long atMillis) {

    private static final int FINGERPRINT_DIGITS = 64;

    public Acknowledgement {
        if (fingerprint.length() != FINGERPRINT_DIGITS) {
            throw new IllegalArgumentException(
                    "a fingerprint has " + FINGERPRINT_DIGITS + " digits, not " + fingerprint.length());
        }
        if (episode < 1) {
            throw new IllegalArgumentException("runs count from 1, not " + episode);
        }
    }

    /** What the decision is known by: the run that it is about. */
    public String id() {
        return fingerprint + "/" + episode;
    }

    /**
     * Reads the run that an id names.
     *
     * <p><b>Errors:</b> {@link IllegalArgumentException} if the id names none.
     */
    public static Acknowledgement of(String id, String who, long atMillis) {
        int slash = id.lastIndexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("the id must be FINGERPRINT/EPISODE, not '" + id + "'");
        }
        try {
            return new Acknowledgement(id.substring(0, slash), Long.parseLong(id.substring(slash + 1)), who, atMillis);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the id must be FINGERPRINT/EPISODE, not '" + id + "'", e);
        }
    }
}
