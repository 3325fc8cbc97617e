package io.flywheel.local.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every case here was worked out by hand from the pages of docs/reference about friction. */
class FoundFrictionTest {

    private static final Instant NOON = Instant.parse("2024-05-10T12:00:00Z");
    private static final Thresholds THRESHOLDS = Thresholds.BUILT_IN;

    private final List<PlainEvent> events = new ArrayList<>();

    @Test
    void anUnansweredTicketIsMissedAtTheDeadlineThoughNothingHappens() {
        add("support", "ticket_opened", 0);
        last("ticket_id", "t");
        assertThat(found(Duration.ofHours(8).minusMillis(1))).isEmpty();
        assertThat(found(Duration.ofHours(8))).containsExactly("first_response_missed:t:e0 at 480");
        assertThat(found(Duration.ofDays(3)))
                .containsExactly("first_response_missed:t:e0 at 480", "resolution_missed:t:e0 at 4320");
    }

    @Test
    void aReplyInTimeLeavesNothingToFind() {
        add("support", "ticket_opened", 0);
        last("ticket_id", "t");
        add("support", "replied", 480);
        last("ticket_id", "t");
        last("actor", "agent");
        assertThat(found(Duration.ofHours(9))).isEmpty();
    }

    @Test
    void aReplyTooLateIsGiven() {
        add("support", "ticket_opened", 0);
        last("ticket_id", "t");
        add("support", "replied", 540);
        last("ticket_id", "t");
        last("actor", "agent");
        assertThat(found(Duration.ofHours(9)))
                .containsExactly("first_response_missed:t:e0 at 480", "response_given:t:e1 at 540");
    }

    @Test
    void aSourceWithoutPromisesBreaksNone() {
        add("support", "ticket_opened", 0);
        last("ticket_id", "t");
        last("source", "servicenow");
        assertThat(found(Duration.ofDays(60))).isEmpty();
    }

    @Test
    void aDealStallsAndRevives() {
        add("deals", "created", 0);
        last("deal_id", "d");
        assertThat(found(Duration.ofDays(14).minusMillis(1))).isEmpty();
        assertThat(found(Duration.ofDays(14))).containsExactly("stalled:d:e0 at 20160");
        add("deals", "activity_logged", 28_800);
        last("deal_id", "d");
        assertThat(found(Duration.ofDays(20))).containsExactly("revived:d:e1 at 28800", "stalled:d:e0 at 20160");
    }

    @Test
    void threeClicksAreRageOnceNoReportCanCome() {
        for (int i = 0; i < 3; i++) {
            add("clickstream", "click", 0);
            last("target", "buy");
        }
        assertThat(found(Duration.ofSeconds(2))).isEmpty();
        assertThat(found(Duration.ofMillis(2_001))).containsExactly("clicked_in_rage:e0 at 0");
    }

    private void add(String stream, String type, long minutes) {
        PlainEvent event =
                PlainEvent.of(stream, type, "c1", "e" + events.size(), NOON.plus(Duration.ofMinutes(minutes)));
        events.add(event);
    }

    private void last(String field, Object value) {
        int place = events.size() - 1;
        events.set(place, events.get(place).with(field, value));
    }

    private List<String> found(Duration later) {
        return FoundFriction.of(events, THRESHOLDS, NOON.plus(later).toEpochMilli()).stream()
                .map(one -> one.id() + " at "
                        + Duration.between(
                                        NOON, Instant.ofEpochMilli(one.event().occurredAtMillis()))
                                .toMinutes())
                .sorted()
                .toList();
    }
}
