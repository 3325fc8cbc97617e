package io.flywheel.pipeline.customer;

import static io.flywheel.pipeline.customer.TrackingHarness.EMIT_EVERY;
import static io.flywheel.pipeline.rehearsal.History.START;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Refusal;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.momentum.Band;
import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.quality.QualityCount;
import io.flywheel.domain.quality.QualityCount.Counted;
import io.flywheel.domain.risk.RiskLevel;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.pipeline.names.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrackCustomersTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    private TrackingHarness harness;

    @BeforeEach
    void open() throws Exception {
        harness = TrackingHarness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void anActivityGivesARowASignalAndACount() throws Exception {
        harness.send(activity("a", "1", ActivityKind.SIGNUP, START).build());
        harness.pass(EMIT_EVERY);

        CustomerUpdate row = only(harness.rows());
        assertThat(row.profile().customerId()).isEqualTo("a");
        assertThat(row.profile().activities()).isEqualTo(1);
        assertThat(row.momentum().asOfMillis()).isEqualTo(START);
        assertThat(row.momentum().pushesTotalThousandths()).isEqualTo(8_000);
        assertThat(row.momentum().band()).isEqualTo(Band.GREEN);
        assertThat(harness.aside(Tags.SIGNALS))
                .extracting(Signal::signalType, Signal::kind, Signal::weightThousandths, Signal::eventId)
                .containsExactly(tuple("signup", SignalKind.IMPULSE, 8_000L, "1"));
        assertThat(harness.aside(Tags.COUNTS))
                .containsExactly(new QualityCount(EventStream.CLICKSTREAM, START, Counted.ACCEPTED, "", 1));
    }

    @Test
    void aConditionIsSignalledWhenItOpensAndWhenItCloses() throws Exception {
        harness.send(activity("a", "1", ActivityKind.TICKET_OPENED, START)
                .objectRef("ticket-1")
                .build());
        harness.send(activity("a", "2", ActivityKind.SOLVED, START + HOUR)
                .objectRef("ticket-1")
                .build());

        assertThat(harness.aside(Tags.SIGNALS))
                .extracting(Signal::signalType, Signal::kind, Signal::eventId)
                .containsExactly(
                        tuple("ticket_open", SignalKind.IMPULSE, "1"),
                        tuple("ticket_open", SignalKind.STANDING_OPEN, "1"),
                        tuple("ticket_solved", SignalKind.IMPULSE, "2"),
                        tuple("ticket_open", SignalKind.STANDING_CLOSE, "2"));
    }

    @Test
    void signalsAreNotSentUnlessAskedFor() throws Exception {
        TrackingSettings silent = new TrackingSettings("test", 10, 10, EMIT_EVERY, 0, false);
        try (TrackingHarness other = TrackingHarness.open(silent, 1, 0, null, null)) {
            other.send(activity("a", "1", ActivityKind.SIGNUP, START).build());
            assertThat(other.aside(Tags.SIGNALS)).isEmpty();
        }
    }

    @Test
    void aWatermarkGoesOnWithTheCountsAndRowsThatItPromises() throws Exception {
        harness.send(activity("a", "1", ActivityKind.SIGNUP, START).build());
        assertThat(harness.aside(Tags.COUNTS)).isEmpty();

        harness.watermark(START + DAY);
        assertThat(harness.flink.getOutput()).isEmpty();
        assertThat(harness.aside(Tags.COUNTS)).isEmpty();

        harness.pass(EMIT_EVERY);
        assertThat(harness.flink.getOutput()).contains(new Watermark(START + DAY));
        assertThat(harness.rows()).hasSize(1);
        assertThat(harness.aside(Tags.COUNTS))
                .containsExactly(new QualityCount(EventStream.CLICKSTREAM, START, Counted.ACCEPTED, "", 1));
    }

    @Test
    void aDuplicateChangesNothingAndIsCounted() throws Exception {
        Activity signup = activity("a", "1", ActivityKind.SIGNUP, START).build();
        harness.send(signup);
        harness.pass(EMIT_EVERY);
        harness.rows();

        harness.send(signup);
        harness.pass(EMIT_EVERY);

        assertThat(harness.rows()).isEmpty();
        assertThat(harness.aside(Tags.SIGNALS)).hasSize(1);
        assertThat(harness.aside(Tags.COUNTS))
                .extracting(QualityCount::counted)
                .containsExactly(Counted.ACCEPTED, Counted.DUPLICATE);
    }

    @Test
    void otherContentUnderAKnownIdentityIsRefusedAndNamesItsRecord() throws Exception {
        harness.send(activity("a", "1", ActivityKind.SIGNUP, START).build());
        harness.pass(EMIT_EVERY);
        harness.rows();

        harness.send(activity("a", "1", ActivityKind.SIGNUP, START)
                .fingerprint(99)
                .partition(3)
                .offset(42)
                .build());
        harness.pass(EMIT_EVERY);

        assertThat(harness.rows()).isEmpty();
        Refusal refusal = only(harness.aside(Tags.REFUSED));
        assertThat(refusal.reason()).isEqualTo(RejectReason.ID_CONFLICT);
        assertThat(refusal.partition()).isEqualTo(3);
        assertThat(refusal.offset()).isEqualTo(42);
        assertThat(refusal.detail()).contains("'test'", "'1'");
        assertThat(harness.aside(Tags.COUNTS))
                .contains(new QualityCount(
                        EventStream.CLICKSTREAM, START, Counted.REFUSED, RejectReason.ID_CONFLICT.name(), 1));
    }

    @Test
    void aCustomActivityWithoutMeaningIsAcceptedAndCountedByName() throws Exception {
        harness.send(activity("a", "1", ActivityKind.CLICKSTREAM_CUSTOM, START)
                .attributes(Map.of("name", "mystery"))
                .build());
        harness.pass(EMIT_EVERY);

        assertThat(harness.rows()).hasSize(1);
        assertThat(harness.aside(Tags.COUNTS))
                .containsExactlyInAnyOrder(
                        new QualityCount(EventStream.CLICKSTREAM, START, Counted.ACCEPTED, "", 1),
                        new QualityCount(EventStream.CLICKSTREAM, START, Counted.UNMAPPED, "mystery", 1));
    }

    @Test
    void manyActivitiesOfACustomerGiveOneRowAndOneCountAnEmission() throws Exception {
        for (int i = 0; i < 100; i++) {
            harness.send(
                    activity("a", "a" + i, ActivityKind.PAGE_VIEW, START + i).build());
            harness.send(
                    activity("b", "b" + i, ActivityKind.PAGE_VIEW, START + i).build());
        }
        assertThat(harness.rows()).isEmpty();

        harness.pass(EMIT_EVERY);

        assertThat(harness.rows())
                .extracting(
                        row -> row.profile().customerId(), row -> row.profile().activities())
                .containsExactly(tuple("a", 100L), tuple("b", 100L));
        assertThat(harness.aside(Tags.COUNTS))
                .containsExactly(new QualityCount(EventStream.CLICKSTREAM, START, Counted.ACCEPTED, "", 200));
        harness.pass(EMIT_EVERY);
        assertThat(harness.rows()).isEmpty();
    }

    @Test
    void whatWaitsIsSentBeforeABarrierAndIsInTheState() throws Exception {
        harness.send(activity("a", "1", ActivityKind.SIGNUP, START).build());
        assertThat(harness.stored("a")).isNull();

        harness.flink.prepareSnapshotPreBarrier(1);

        assertThat(harness.rows()).hasSize(1);
        assertThat(harness.stored("a")).isNotNull();
    }

    @Test
    void whatWaitsIsSentWhenTheInputEnds() throws Exception {
        harness.send(activity("a", "1", ActivityKind.SIGNUP, START).build());
        harness.finish();
        assertThat(harness.rows()).hasSize(1);
    }

    @Test
    void progressIsToldAfterTheRowsThatLedToItAndOnlyOnce() throws Exception {
        harness.watermark(START);
        harness.pass(EMIT_EVERY);
        harness.pass(EMIT_EVERY);
        harness.rows();
        assertThat(harness.progress()).containsExactly(new Progress("test", "customers", 0, START));
    }

    @Test
    void progressIncludesTheRowsOfBandsThatChangedUntilThen() throws Exception {
        long crossing = signedUp("a", START);
        harness.watermark(crossing);
        harness.pass(EMIT_EVERY);

        assertThat(only(harness.rows()).momentum().band()).isEqualTo(Band.YELLOW);
        assertThat(harness.progress()).last().isEqualTo(new Progress("test", "customers", 0, crossing));
    }

    @Test
    void theRowChangesWhenTheBandChangesByItself() throws Exception {
        long crossing = signedUp("a", START);
        assertThat(harness.flink.numEventTimeTimers()).isEqualTo(1);

        harness.watermark(crossing - 1);
        harness.pass(EMIT_EVERY);
        assertThat(harness.rows()).isEmpty();

        harness.watermark(crossing);
        harness.pass(EMIT_EVERY);
        CustomerUpdate row = only(harness.rows());
        assertThat(row.momentum().asOfMillis()).isEqualTo(crossing);
        assertThat(row.momentum().previousBand()).isEqualTo(Band.GREEN);
        assertThat(row.momentum().band()).isEqualTo(Band.YELLOW);
        assertThat(row.profile().lastSeenAtMillis()).isEqualTo(START);
        assertThat(harness.flink.numEventTimeTimers()).isLessThanOrEqualTo(1);
    }

    @Test
    void silenceAloneRaisesTheRiskAtItsEventTime() throws Exception {
        harness.send(activity("a", "1", ActivityKind.PAGE_VIEW, START).build());
        harness.pass(EMIT_EVERY);
        CustomerUpdate row = only(harness.rows());
        assertThat(row.churn().level()).isEqualTo(RiskLevel.LOW);
        long crossing = requireNonNull(row.churn().nextCrossingAtMillis());

        harness.watermark(crossing - 1);
        harness.pass(EMIT_EVERY);
        harness.rows().forEach(before -> assertThat(before.churn().level()).isEqualTo(RiskLevel.LOW));

        harness.watermark(crossing);
        harness.pass(EMIT_EVERY);
        CustomerUpdate raised = only(harness.rows());
        assertThat(raised.churn().level()).isEqualTo(RiskLevel.ELEVATED);
        assertThat(raised.churn().levelBefore()).isEqualTo(RiskLevel.LOW);
        assertThat(raised.churn().risk().asOfMillis()).isEqualTo(crossing);
        assertThat(harness.flink.numEventTimeTimers()).isLessThanOrEqualTo(1);
    }

    @Test
    void aTimerThatIsTooEarlyIsSetAnewWhenItFires() throws Exception {
        long tooEarly = signedUp("a", START);
        harness.send(
                activity("a", "2", ActivityKind.ORDER_COMPLETED, START + HOUR).build());
        harness.pass(EMIT_EVERY);
        CustomerUpdate later = only(harness.rows());
        long crossing = requireNonNull(later.momentum().nextCrossingAtMillis());
        assertThat(crossing).isGreaterThan(tooEarly);
        assertThat(harness.flink.numEventTimeTimers()).isEqualTo(1);

        harness.watermark(tooEarly);
        harness.pass(EMIT_EVERY);
        assertThat(only(harness.rows())).isEqualTo(later);
        assertThat(harness.flink.numEventTimeTimers()).isEqualTo(1);

        harness.watermark(crossing);
        harness.pass(EMIT_EVERY);
        assertThat(only(harness.rows()).momentum().asOfMillis()).isEqualTo(crossing);
    }

    @Test
    void aTimerThatIsTooLateIsMovedForward() throws Exception {
        long tooLate = signedUp("a", START);
        harness.send(activity("a", "2", ActivityKind.RAGE_CLICK, START + 1).build());
        harness.pass(EMIT_EVERY);
        long crossing = requireNonNull(only(harness.rows()).momentum().nextCrossingAtMillis());

        assertThat(crossing).isLessThan(tooLate);
        assertThat(harness.flink.numEventTimeTimers()).isEqualTo(1);
    }

    @Test
    void aCustomerNeverHasMoreThanOneTimer() throws Exception {
        for (int i = 0; i < 200; i++) {
            ActivityKind kind = i % 3 == 0 ? ActivityKind.RAGE_CLICK : ActivityKind.SIGNUP;
            harness.send(activity("a", "" + i, kind, START + i * HOUR).build());
            harness.watermark(START + i * HOUR - DAY);
            harness.pass(EMIT_EVERY);
            assertThat(harness.flink.numEventTimeTimers()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void theEndOfInputFiresNothing() throws Exception {
        signedUp("a", START);
        harness.watermark(Watermark.MAX_WATERMARK.getTimestamp());
        harness.finish();

        assertThat(harness.flink.getOutput()).contains(Watermark.MAX_WATERMARK);
        assertThat(harness.rows()).isEmpty();
        assertThat(harness.flink.numEventTimeTimers()).isEqualTo(1);
    }

    @Test
    void theTimerAndTheRowSurviveARestore() throws Exception {
        long crossing = signedUp("a", START);
        OperatorSubtaskState state = harness.checkpoint();
        try (TrackingHarness restored = TrackingHarness.open(TrackingHarness.settings(10, 10), 1, 0, null, state)) {
            restored.watermark(crossing);
            restored.pass(EMIT_EVERY);
            assertThat(only(restored.rows()).momentum().band()).isEqualTo(Band.YELLOW);
        }
    }

    @Test
    void whatIsRememberedForDuplicatesIsForgottenOnceNoneCanCome() throws Exception {
        for (int i = 0; i < 500; i++) {
            harness.send(
                    activity("a", "" + i, ActivityKind.PAGE_VIEW, START + i).build());
        }
        harness.checkpoint();
        int busy = requireNonNull(harness.stored("a")).length;

        long later = START + 10 * DAY;
        harness.watermark(later);
        harness.send(activity("a", "last", ActivityKind.PAGE_VIEW, later).build());
        harness.checkpoint();
        int quiet = requireNonNull(harness.stored("a")).length;

        assertThat(busy).isGreaterThan(500 * 12);
        assertThat(quiet).isLessThan(500);
        harness.send(activity("a", "last", ActivityKind.PAGE_VIEW, later).build());
        harness.pass(EMIT_EVERY);
        assertThat(harness.aside(Tags.COUNTS))
                .last()
                .extracting(QualityCount::counted)
                .isEqualTo(Counted.DUPLICATE);
    }

    /** Signs a customer up, lets the row out, and returns when the band will change by itself. */
    private long signedUp(String customerId, long atMillis) throws Exception {
        harness.send(activity(customerId, "1", ActivityKind.SIGNUP, atMillis).build());
        harness.pass(EMIT_EVERY);
        CustomerUpdate row = only(harness.rows());
        assertThat(row.momentum().band()).isEqualTo(Band.GREEN);
        return requireNonNull(row.momentum().nextCrossingAtMillis());
    }

    private static Activity.Builder activity(String customerId, String eventId, ActivityKind kind, long atMillis) {
        return Activity.builder()
                .customerId(customerId)
                .source("test")
                .eventId(eventId)
                .kind(kind)
                .occurredAtMillis(atMillis)
                .arrivedAtMillis(atMillis)
                .fingerprint(1);
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }
}
