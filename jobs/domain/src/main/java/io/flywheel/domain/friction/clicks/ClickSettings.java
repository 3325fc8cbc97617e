package io.flywheel.domain.friction.clicks;

import io.flywheel.domain.control.InForce;
import java.time.Duration;

/**
 * From when on clicks, pages, forms and checkouts count as friction.
 *
 * <p><b>Shape:</b> a duration of 0 for {@code errorClickMillis}, {@code deadClickMillis}, {@code quickBackMillis} or {@code checkoutMillis}, or of 0 clicks for {@code rageClicks}, turns that
 * detector off, and what only it needs is not kept. {@code sessionGapMillis} is the silence that ends a visit; no window within a visit may be longer. {@code formRecoveryMillis} and
 * {@code checkoutRecoveryMillis} say how long after the moment of abandonment a form sent or an order placed takes the finding back, {@link #LONGEST_RECOVERY_MILLIS} at most; 0 for never.
 *
 * <p><b>Units:</b> milliseconds; {@code rageDistance} in pixels, across plus down.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for a negative number or a window that is longer than the gap of sessions.
 *
 * <p><b>Source:</b> docs/reference/friction-clicks.md, "Settings".
 */
public record ClickSettings(
        int rageClicks,
        long rageGapMillis,
        int rageDistance,
        long reportedWithinMillis,
        TargetPatterns leftAlone,
        long errorClickMillis,
        long deadClickMillis,
        long quickBackMillis,
        long sessionGapMillis,
        boolean forms,
        long formRecoveryMillis,
        long checkoutMillis,
        long checkoutRecoveryMillis,
        String resultsAttribute)
        implements InForce<ClickSettings> {

    /** The attribute of a search that says how many results it had; intake keeps it if it is told to. */
    public static final String RESULTS_ATTRIBUTE = "results";

    /**
     * A day. What takes a finding back may come that long after it and then be a week late; eight days after its end the totals of a window are final, and numbers that were taken back no more
     * restored exactly.
     */
    public static final long LONGEST_RECOVERY_MILLIS = Duration.ofDays(1).toMillis();

    /** The thresholds of the reference. */
    public static final ClickSettings DEFAULT = new ClickSettings(
            3,
            1_000,
            30,
            2_000,
            TargetPatterns.DEFAULT,
            1_000,
            0,
            5_000,
            Duration.ofMinutes(30).toMillis(),
            true,
            LONGEST_RECOVERY_MILLIS,
            Duration.ofMinutes(60).toMillis(),
            LONGEST_RECOVERY_MILLIS,
            RESULTS_ATTRIBUTE);

    public ClickSettings {
        within("rageClicks", rageClicks, Integer.MAX_VALUE);
        within("rageDistance", rageDistance, Integer.MAX_VALUE);
        within("sessionGapMillis", sessionGapMillis, Duration.ofDays(1).toMillis());
        within("rageGapMillis", rageGapMillis, sessionGapMillis);
        within("reportedWithinMillis", reportedWithinMillis, sessionGapMillis);
        within("errorClickMillis", errorClickMillis, sessionGapMillis);
        within("deadClickMillis", deadClickMillis, sessionGapMillis);
        within("quickBackMillis", quickBackMillis, sessionGapMillis);
        within("formRecoveryMillis", formRecoveryMillis, LONGEST_RECOVERY_MILLIS);
        within("checkoutMillis", checkoutMillis, Duration.ofDays(1).toMillis());
        within("checkoutRecoveryMillis", checkoutRecoveryMillis, LONGEST_RECOVERY_MILLIS);
    }

    private static void within(String name, long value, long most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException("the click setting " + name + " is " + value + ", outside 0 to " + most
                    + "; a window within a visit is no longer than sessionGapMillis");
        }
    }

    boolean findsRage() {
        return rageClicks > 0;
    }

    boolean findsErrorClicks() {
        return errorClickMillis > 0;
    }

    boolean findsDeadClicks() {
        return deadClickMillis > 0;
    }

    boolean findsQuickBacks() {
        return quickBackMillis > 0;
    }

    boolean findsCheckouts() {
        return checkoutMillis > 0;
    }

    /** How long after its last click a chain can still be undone by what comes on time. */
    long rageSettlesMillis() {
        return Math.max(rageGapMillis, reportedWithinMillis);
    }

    /** Alone, they are in force for all time. */
    @Override
    public ClickSettings at(long momentMillis) {
        return this;
    }
}
