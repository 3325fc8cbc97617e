package io.flywheel.scenarios.invented;

import java.time.Duration;
import java.util.List;

/**
 * A planted incident: what goes wrong, when it starts, and how long it lasts.
 *
 * <p><b>Units:</b> {@code startsAfter} counts from the start of the scenario in event time, inclusive; the end is exclusive.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for a negative start or a length that is not positive.
 */
public record Incident(Trouble trouble, Duration startsAfter, Duration lasts) {

    public Incident {
        if (startsAfter.isNegative() || lasts.isNegative() || lasts.isZero()) {
            throw new IllegalArgumentException("an incident must not start before the scenario and must last: after "
                    + startsAfter + " for " + lasts);
        }
    }

    /** The name as users read it. */
    public String name() {
        return trouble.displayName();
    }

    /** One sentence that says what will be seen. */
    public String description() {
        return trouble.description();
    }

    /**
     * One incident of each kind, spread over a run of this length: the checkout breaks after one half, the champion is lost and support
     * falls behind before the end.
     */
    public static List<Incident> plantedOver(Duration run) {
        return List.of(
                new Incident(Trouble.CHECKOUT_BREAKS, share(run, 50), share(run, 20)),
                new Incident(Trouble.CHAMPION_LOST, share(run, 60), share(run, 20)),
                new Incident(Trouble.SUPPORT_BACKLOG, share(run, 70), share(run, 25)));
    }

    boolean isOn(long elapsedMillis) {
        return elapsedMillis >= startsAfter.toMillis()
                && elapsedMillis < startsAfter.plus(lasts).toMillis();
    }

    private static Duration share(Duration run, int percent) {
        return run.multipliedBy(percent).dividedBy(100);
    }
}
