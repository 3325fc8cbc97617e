package io.flywheel.local.demo;

import io.flywheel.local.OutgoingEvents;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.scenarios.invented.Incident;
import io.flywheel.scenarios.invented.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/** The invented customers of a demo, as the records of a run. */
final class InventedFeed {

    /** How much of its past the invented world brings along, so that a demo starts with customers and not with an empty page. */
    private static final Duration PAST = Duration.ofSeconds(20);

    private static final Duration SHORTEST_STORY = Duration.ofSeconds(90);

    private final Scenario scenario;
    private final OutgoingEvents outgoing;

    InventedFeed(DemoRequest request, Instant now, OutgoingEvents outgoing) {
        Duration asked = request.duration();
        Duration story = asked == null || asked.compareTo(SHORTEST_STORY) < 0 ? SHORTEST_STORY : asked;
        this.scenario = Scenario.demo(request.seed(), now.minus(PAST))
                .withCustomers(request.customers())
                .withEventsPerSecond(request.eventsPerSecond())
                .withIncidents(Incident.plantedOver(story));
        this.outgoing = outgoing;
    }

    /** A short past comes first, and what arrives later than now is to be sent when its time comes. */
    Iterator<OutgoingRecord> records() {
        return outgoing.of(scenario.events());
    }

    /** What will go wrong in the invented world, in order of time. */
    List<PlantedIncident> incidents() {
        return scenario.incidents().stream()
                .map(incident -> new PlantedIncident(
                        scenario.start().plus(incident.startsAfter()), incident.lasts(), incident.description()))
                .toList();
    }
}
