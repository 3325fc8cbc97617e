package io.flywheel.pipeline.customer;

import static io.flywheel.pipeline.customer.TrackingHarness.EMIT_EVERY;
import static io.flywheel.pipeline.rehearsal.History.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.facts.CustomerFact;
import io.flywheel.domain.facts.FrictionRow;
import io.flywheel.domain.facts.FrictionRow.Kind;
import io.flywheel.domain.facts.FrictionRow.Status;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.SignalRule;
import io.flywheel.domain.signal.StandingRule;
import io.flywheel.domain.signal.Weight;
import io.flywheel.pipeline.names.Tags;
import io.flywheel.pipeline.rehearsal.SmallCatalogue;
import io.flywheel.pipeline.rehearsal.SmallRiskModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The customer stop and friction that no single event states: a deadline that passes in silence, and what a late event undoes. */
class TrackFoundFrictionTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    private TrackingHarness harness;

    @BeforeEach
    void open() throws Exception {
        harness = open(null);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void aDeadlinePassesWithTheWatermarkAlone() throws Exception {
        harness.send(opened());
        harness.watermark(START + 8 * HOUR - 1);
        harness.pass(EMIT_EVERY);
        assertThat(harness.rows().get(0).momentum().frictionStanding()).isZero();

        harness.watermark(START + 8 * HOUR);
        harness.pass(EMIT_EVERY);

        CustomerUpdate row = harness.rows().get(0);
        assertThat(row.momentum().asOfMillis()).isEqualTo(START + 8 * HOUR);
        assertThat(row.momentum().frictionTotalThousandths()).isEqualTo(6_000);
        assertThat(row.momentum().frictionStanding()).isEqualTo(1.5);
        assertThat(row.profile().activities()).isEqualTo(1);
        assertThat(row.profile().lastSeenAtMillis()).isEqualTo(START);
        assertThat(found(harness))
                .containsExactly(
                        tuple(SignalKind.IMPULSE, 6_000L, "first_response_missed:t1:e1#1"),
                        tuple(SignalKind.STANDING_OPEN, 0L, "first_response_missed:t1:e1#1"));
        assertThat(friction())
                .extracting(
                        FrictionRow::kind, FrictionRow::status, FrictionRow::occurredAtMillis, FrictionRow::eventIds)
                .containsExactly(tuple(Kind.STANDING, Status.OPEN, START + 8 * HOUR, List.of("e1")));
    }

    @Test
    void aReplyThatComesLateButWasInTimeTakesItBack() throws Exception {
        harness.send(opened());
        harness.watermark(START + 10 * HOUR);
        harness.pass(EMIT_EVERY);
        harness.rows();
        harness.facts();

        harness.send(replied("e2", START + 7 * HOUR, START + 11 * HOUR));
        harness.pass(EMIT_EVERY);

        List<CustomerFact> facts = harness.facts();
        assertThat(found(harness).subList(2, 3))
                .containsExactly(tuple(SignalKind.RETRACT, 6_000L, "first_response_missed:t1:e1#1"));
        assertThat(frictionIn(facts)).extracting(FrictionRow::status).containsExactly(Status.RETRACTED);
        assertThat(facts.stream().map(CustomerFact::ticket).filter(Objects::nonNull))
                .singleElement()
                .satisfies(ticket -> {
                    assertThat(ticket.breachRetracted()).isTrue();
                    assertThat(ticket.firstReplyBreached()).isFalse();
                    assertThat(ticket.firstReplySeconds()).isEqualTo(7 * 3600);
                });
        harness.watermark(START + 20 * HOUR);
        harness.send(
                activity("a", "e3", ActivityKind.PAGE_VIEW, START + 20 * HOUR).build());
        harness.pass(EMIT_EVERY);
        assertThat(harness.rows().get(0).momentum().frictionTotalThousandths()).isZero();
    }

    @Test
    void aReplyAfterTheDeadlineClosesIt() throws Exception {
        harness.send(opened());
        harness.watermark(START + 10 * HOUR);
        harness.send(replied("e2", START + 10 * HOUR, START + 10 * HOUR));
        harness.watermark(START + 10 * HOUR + 1);
        harness.pass(EMIT_EVERY);

        assertThat(friction()).last().satisfies(row -> {
            assertThat(row.status()).isEqualTo(Status.CLOSED);
            assertThat(row.closedAtMillis()).isEqualTo(START + 10 * HOUR);
        });
        assertThat(found(harness))
                .contains(tuple(SignalKind.STANDING_CLOSE, 0L, "response_given:t1:e2#1"))
                .doesNotContain(tuple(SignalKind.RETRACT, 6_000L, "first_response_missed:t1:e1#1"));
    }

    @Test
    void aRestoredStopRemembersWhatItTold() throws Exception {
        harness.send(opened());
        harness.watermark(START + 10 * HOUR);
        harness.pass(EMIT_EVERY);
        OperatorSubtaskState kept = harness.checkpoint();

        try (TrackingHarness restored = open(kept)) {
            restored.send(activity("a", "e3", ActivityKind.PAGE_VIEW, START + 10 * HOUR)
                    .build());
            // the time is not known again yet
            restored.pass(EMIT_EVERY);
            assertThat(restored.rows().get(0).momentum().frictionTotalThousandths())
                    .isEqualTo(6_000);
            assertThat(found(restored)).isEmpty();

            restored.send(replied("e2", START + 7 * HOUR, START + 11 * HOUR));
            restored.pass(EMIT_EVERY);
            assertThat(found(restored))
                    .containsExactly(tuple(SignalKind.RETRACT, 6_000L, "first_response_missed:t1:e1#1"));
        }
    }

    @Test
    void whatIsCertainIsCountedInForGoodAndToldNoMore() throws Exception {
        harness.send(opened());
        harness.watermark(START + 10 * HOUR);
        harness.pass(EMIT_EVERY);
        harness.watermark(START + 20 * DAY);
        harness.send(
                activity("a", "e3", ActivityKind.PAGE_VIEW, START + 20 * DAY).build());
        harness.pass(EMIT_EVERY);
        harness.checkpoint();
        harness.rows();
        int before = found(harness).size();

        harness.send(
                activity("a", "e4", ActivityKind.PAGE_VIEW, START + 20 * DAY).build());
        harness.pass(EMIT_EVERY);

        CustomerUpdate row = harness.rows().get(0);
        // by then the solution is missed as well
        assertThat(row.momentum().frictionTotalThousandths()).isEqualTo(6_000);
        assertThat(row.contributions())
                .filteredOn(one -> one.signalType().equals("first_response_missed"))
                .singleElement()
                .satisfies(one -> assertThat(one.eventIds()).containsExactly("first_response_missed:t1:e1"));
        assertThat(found(harness)).hasSize(before);
    }

    @Test
    void aLeapOfTheWatermarkDoesNotOvertakeWhatItReveals() throws Exception {
        harness.send(opened());
        harness.watermark(START + 30 * DAY);
        assertThat(harness.flink.getOutput()).isEmpty();

        harness.pass(EMIT_EVERY);

        // who reads signals forgets by event time, and reads off the watermark that no more of before will come
        assertThat(found(harness)).hasSize(2);
        assertThat(harness.flink.getOutput()).contains(new Watermark(START + 30 * DAY));
    }

    @Test
    void nothingIsToldAfterTheEndOfTheInput() throws Exception {
        harness.send(activity("a", "e1", ActivityKind.FORM_SUBMIT, START).build());
        harness.watermark(START + 120 * DAY);
        harness.pass(EMIT_EVERY);
        harness.send(
                activity("a", "e2", ActivityKind.PAGE_VIEW, START + 120 * DAY).build());
        harness.finish();
        harness.rows();
        harness.facts();

        // the last checkpoint comes after the end, when sinks take no more
        harness.checkpoint();

        assertThat(harness.flink.getOutput()).isEmpty();
    }

    private static Activity.Builder activity(String customerId, String eventId, ActivityKind kind, long atMillis) {
        return Activity.builder()
                .customerId(customerId)
                .source("test")
                .eventId(eventId)
                .kind(kind)
                .occurredAtMillis(atMillis)
                .arrivedAtMillis(atMillis)
                .fingerprint(eventId.hashCode());
    }

    private static Activity opened() {
        return activity("a", "e1", ActivityKind.TICKET_OPENED, START)
                .objectRef("t1")
                .build();
    }

    private static Activity replied(String id, long at, long arrived) {
        return activity("a", id, ActivityKind.REPLIED, at)
                .arrivedAtMillis(arrived)
                .actor(Actor.AGENT)
                .objectRef("t1")
                .build();
    }

    private static List<org.assertj.core.groups.Tuple> found(TrackingHarness harness) {
        return harness.aside(Tags.SIGNALS).stream()
                .filter(signal -> signal.eventId().indexOf('#') > 0)
                .map((Signal signal) -> tuple(signal.kind(), signal.weightThousandths(), signal.eventId()))
                .toList();
    }

    private List<FrictionRow> friction() throws Exception {
        return frictionIn(harness.facts());
    }

    private static List<FrictionRow> frictionIn(List<CustomerFact> facts) {
        return facts.stream()
                .map(CustomerFact::friction)
                .filter(Objects::nonNull)
                .filter(FrictionRow::isFound)
                .toList();
    }

    private static TrackingHarness open(@Nullable OperatorSubtaskState restored) throws Exception {
        MomentumRules rules = new MomentumRules(
                TrackFoundFrictionTest::catalogue,
                () -> DetectorSettings.DEFAULT,
                SmallRiskModel::load,
                new NothingDecided());
        return TrackingHarness.open(
                rules, TrackingHarness.settings(100, 50), 1, 0, new HashMapStateBackend(), restored);
    }

    private static SignalCatalogue catalogue() {
        SignalCatalogue small = SmallCatalogue.load();
        StandingRule untilAnswered =
                new StandingRule(1.5, 7 * DAY, 4, 180 * DAY, Set.of(ActivityKind.RESPONSE_GIVEN, ActivityKind.SOLVED));
        SignalRule missed = new SignalRule(
                20,
                "first_response_missed",
                Side.FRICTION,
                Weight.fixed(6_000),
                small.classes().get(1),
                Phase.DELIGHT,
                Department.SERVICE,
                ActivityKind.FIRST_RESPONSE_MISSED,
                null,
                true,
                List.of(),
                untilAnswered);
        List<SignalRule> rules = Stream.concat(
                        small.rules().stream().filter(rule -> rule.side() == Side.PUSH), Stream.of(missed))
                .toList();
        return new SignalCatalogue(1, small.classes(), rules, Map.of(), 60_000L, Set.of(), Set.of());
    }
}
