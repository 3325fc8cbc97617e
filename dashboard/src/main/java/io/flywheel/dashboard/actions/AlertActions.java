package io.flywheel.dashboard.actions;

import java.time.Instant;
import java.util.Map;

/**
 * What a viewer may do about alerts.
 *
 * <p><b>Shape:</b> the page itself only reads; who serves it hands this in, and without it the page shows the command instead. Called by several threads.
 * <p><b>Errors:</b> {@link Refused} with a reason that the viewer is shown.
 */
public interface AlertActions {

    /** Says that somebody takes care of one run of an alert. */
    void acknowledge(String fingerprint, long episode, String author, String comment) throws Refused;

    /** Keeps alerts that bear all these labels from telling anybody until then. */
    void silence(Map<String, String> labels, Instant until, String author, String comment) throws Refused;

    /** It was not done, and why. */
    final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        public Refused(String why) {
            super(why);
        }
    }
}
