package io.flywheel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flywheel.schema.Actor;
import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.ClickstreamType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The laws of a disturbance: nothing lost, nothing altered, no further apart than stated, the same by seed. */
class DisturbanceTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void noneOnlyPutsEventsIntoArrivalOrderAndKeepsTheOrderOfTies() {
        RecordedEvent late = event("late", 9);
        RecordedEvent one = event("one", 5);
        RecordedEvent two = event("two", 5);

        assertThat(Disturbance.none().applyTo(List.of(late, one, two))).containsExactly(one, two, late);
    }

    @Test
    void aShuffleLosesNothingAndAltersNothing() {
        List<RecordedEvent> events = events(1_000);

        List<RecordedEvent> sent = new Disturbance(HOUR, 0, 7).applyTo(events);

        assertThat(sent).containsExactlyInAnyOrderElementsOf(events).isNotEqualTo(events);
    }

    @Test
    void noEventOvertakesAnotherThatArrivedAShuffleEarlier() {
        List<RecordedEvent> sent = new Disturbance(HOUR, 0.5, 7).applyTo(events(1_000));

        long latest = 0;
        for (RecordedEvent event : sent) {
            assertThat(latest - event.arrivedAtMillis()).isLessThan(HOUR.toMillis());
            latest = Math.max(latest, event.arrivedAtMillis());
        }
    }

    @Test
    void theRatioOfEventsComesTwiceAndNoneThrice() {
        List<RecordedEvent> events = events(20_000);

        List<RecordedEvent> sent = new Disturbance(HOUR, 0.2, 7).applyTo(events);

        assertThat((double) (sent.size() - events.size()) / events.size()).isCloseTo(0.2, within(0.02));
        assertThat(new HashSet<>(sent)).hasSameSizeAs(events);
        assertThat(new Disturbance(HOUR, 1, 7).applyTo(events)).hasSize(2 * events.size());
    }

    @Test
    void anEventThatMayNotComeTwiceComesOnceAndLeavesTheOthersAlone() {
        List<RecordedEvent> events = events(1_000);
        Disturbance disturbance = new Disturbance(HOUR, 0.5, 7);
        RecordedEvent single = events.get(3);

        List<RecordedEvent> all = new ArrayList<>(disturbance.applyTo(events));
        List<RecordedEvent> restricted = new ArrayList<>(disturbance.applyTo(events, event -> !event.equals(single)));

        assertThat(restricted).containsOnlyOnce(single);
        all.removeIf(single::equals);
        restricted.removeIf(single::equals);
        assertThat(restricted).isEqualTo(all);
    }

    @Test
    void theSeedDecidesTheOrder() {
        List<RecordedEvent> events = events(1_000);

        assertThat(new Disturbance(HOUR, 0.2, 7).applyTo(events))
                .isEqualTo(new Disturbance(HOUR, 0.2, 7).applyTo(events))
                .isNotEqualTo(new Disturbance(HOUR, 0.2, 8).applyTo(events));
    }

    @Test
    void settingsOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> new Disturbance(Duration.ofSeconds(-1), 0, 0)).hasMessageContaining("shuffle");
        assertThatThrownBy(() -> new Disturbance(HOUR, 1.01, 0)).hasMessageContaining("1.01");
        assertThatThrownBy(() -> new Disturbance(HOUR, Double.NaN, 0)).hasMessageContaining("NaN");
    }

    private static List<RecordedEvent> events(int count) {
        SplittableRandom random = new SplittableRandom(1);
        List<RecordedEvent> events = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            events.add(event("e" + number, random.nextLong(Duration.ofDays(2).toMillis())));
        }
        events.sort(Comparator.comparingLong(RecordedEvent::arrivedAtMillis));
        return events;
    }

    private static RecordedEvent event(String id, long atMillis) {
        ClickstreamEvent payload = ClickstreamEvent.newBuilder()
                .setEventId(id)
                .setSource("test")
                .setOccurredAt(Instant.ofEpochMilli(atMillis))
                .setCustomerId("c")
                .setActor(Actor.customer)
                .setType(ClickstreamType.click)
                .setAttributes(Map.of())
                .build();
        return RecordedEvent.of(payload, atMillis);
    }
}
