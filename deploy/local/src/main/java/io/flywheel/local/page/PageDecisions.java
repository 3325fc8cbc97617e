package io.flywheel.local.page;

import io.flywheel.dashboard.actions.AlertActions;
import io.flywheel.local.decisions.Controls;
import io.flywheel.local.failure.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What viewers of the live page decide about alerts, passed on to the jobs as the commands would.
 *
 * <p><b>Errors:</b> {@link AlertActions.Refused} when the decision can not be told, or the job refused it.
 */
public final class PageDecisions implements AlertActions {

    private final Controls controls;
    private final Controls.Place place;
    private final Clock clock;

    public PageDecisions(Controls controls, Controls.Place place, Clock clock) {
        this.controls = controls;
        this.place = place;
        this.clock = clock;
    }

    @Override
    public void acknowledge(String fingerprint, long episode, String author, String comment) throws Refused {
        try {
            judged(controls.acknowledge(place, fingerprint, episode, author));
        } catch (Failure failure) {
            throw new Refused(String.valueOf(failure.getMessage()));
        }
    }

    @Override
    public void silence(Map<String, String> labels, Instant until, String author, String comment) throws Refused {
        List<String> matchers = labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .toList();
        try {
            judged(controls.silence(place, matchers, Duration.between(clock.instant(), until), author, comment));
        } catch (Failure failure) {
            throw new Refused(String.valueOf(failure.getMessage()));
        }
    }

    private static void judged(Controls.Published decision) throws Refused {
        if (decision.verdict().equals("refused")) {
            String reason = decision.reason();
            throw new Refused(reason == null ? "the job refused it" : reason);
        }
    }
}
