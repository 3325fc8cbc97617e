package io.flywheel.scenarios.invented;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.schema.ClickstreamType;
import io.flywheel.schema.Priority;
import java.util.List;

/**
 * How the champion is lost, step by step over the length of the incident: rage, an urgent ticket that nobody answers in time, a
 * detractor's rating, a look at the cancel page, and the cancellation, after which the champion is silent.
 *
 * <p><b>Units:</b> a step is due at its even share of the incident's length, the first at its start.
 */
final class Farewell {

    /** One thing that happens on the way out. */
    private interface Step {
        RecordedEvent happen(Journey journey, Moment moment);
    }

    private static final List<Step> STEPS = List.of(
            Farewell::rage,
            Farewell::rage,
            (journey, moment) -> journey.ticket().open(journey.diary(), moment, Priority.urgent, "export", "email"),
            Farewell::rage,
            (journey, moment) -> journey.ticket().missTarget(journey.diary(), moment),
            (journey, moment) -> journey.ticket().escalate(journey.diary(), moment),
            (journey, moment) -> journey.recommend(moment, 2),
            Journey::lookAtCancelling,
            (journey, moment) -> journey.negotiation().cancel(journey.diary(), moment, journey.random()));

    private final Incident incident;
    private int stepsDone;

    Farewell(Incident incident) {
        this.incident = incident;
    }

    /** Whether a step should have happened by this time and has not. */
    boolean isDue(long elapsedMillis) {
        long dueAt = incident.startsAfter().toMillis() + incident.lasts().toMillis() * stepsDone / STEPS.size();
        return stepsDone < STEPS.size() && elapsedMillis >= dueAt;
    }

    RecordedEvent next(Journey journey, Moment moment) {
        RecordedEvent event = STEPS.get(stepsDone).happen(journey, moment);
        stepsDone++;
        journey.endForGood();
        return event;
    }

    private static RecordedEvent rage(Journey journey, Moment moment) {
        return journey.diary()
                .write(
                        journey.diary()
                                .click(ClickstreamType.rage_click, moment)
                                .setPage("/app/reports")
                                .setTarget("export-button")
                                .setX(640)
                                .setY(420)
                                .setCount(7),
                        moment);
    }
}
