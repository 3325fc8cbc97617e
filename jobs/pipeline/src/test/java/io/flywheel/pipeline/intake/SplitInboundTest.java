package io.flywheel.pipeline.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.LateRecord;
import io.flywheel.domain.activity.Refusal;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.domain.quality.QualityCount;
import io.flywheel.domain.quality.QualityCount.Counted;
import io.flywheel.pipeline.names.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SplitInboundTest {

    private static final long HOUR = Instant.parse("2026-01-05T12:00:00Z").toEpochMilli();
    private static final long ARRIVED = HOUR + Duration.ofMinutes(59).toMillis();

    private static final Activity ACTIVITY = Activity.builder()
            .customerId("c")
            .kind(ActivityKind.WON)
            .arrivedAtMillis(ARRIVED)
            .build();
    private static final LateRecord LATE = new LateRecord(EventStream.SUPPORT, "c", 1, 2, ARRIVED, new byte[] {3});
    private static final Refusal REFUSAL = new Refusal(
            EventStream.CLICKSTREAM, RejectReason.MALFORMED, "detail", 1, 2, ARRIVED, new byte[] {4}, 1, "sha");

    private OneInputStreamOperatorTestHarness<Inbound, Activity> harness;

    @BeforeEach
    void open() throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new SplitInbound(0.01)));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void anActivityPassesAndLeavesItsCountToTheCustomerStop() throws Exception {
        send(Inbound.of(ACTIVITY));
        assertThat(harness.extractOutputValues()).containsExactly(ACTIVITY);
        assertThat(aside(Tags.COUNTS)).isEmpty();
    }

    @Test
    void aLateRecordGoesAsideAndIsCountedInTheHourOfItsArrival() throws Exception {
        send(Inbound.of(LATE));
        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(aside(Tags.LATE))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(LATE);
        assertThat(aside(Tags.COUNTS))
                .containsExactly(new QualityCount(EventStream.SUPPORT, HOUR, Counted.LATE, "", 1));
    }

    @Test
    void aRefusedRecordGoesAsideAndIsCountedWithItsReason() throws Exception {
        send(Inbound.of(REFUSAL));
        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(aside(Tags.REFUSED))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(REFUSAL);
        assertThat(aside(Tags.COUNTS))
                .containsExactly(new QualityCount(EventStream.CLICKSTREAM, HOUR, Counted.REFUSED, "MALFORMED", 1));
    }

    @Test
    void aHeartbeatLeavesNothing() throws Exception {
        send(Inbound.heartbeat(EventStream.DEALS, ARRIVED));
        assertThat(harness.getOutput()).isEmpty();
        assertThat(aside(Tags.COUNTS)).isEmpty();
    }

    @Test
    void aFloodOfRefusalsStopsTheJobForGoodAndSaysWhatToDo() throws Exception {
        for (int i = 0; i < RejectFlood.WINDOW; i++) {
            send(i < 100 ? Inbound.of(REFUSAL) : Inbound.of(ACTIVITY));
        }
        for (int i = 0; i < 100; i++) {
            send(Inbound.of(REFUSAL));
        }
        assertThatExceptionOfType(SuppressRestartsException.class)
                .isThrownBy(() -> send(Inbound.of(REFUSAL)))
                .havingCause()
                .isInstanceOf(RejectFloodException.class)
                .withMessageContainingAll(
                        "REJECT_FLOOD",
                        "101 of the last 10000 records of topic clickstream",
                        "intake.reject-flood-ratio = 0.01",
                        "docs/runbooks/rejected-records.md");
    }

    @Test
    void heartbeatsDoNotThinAFlood() throws Exception {
        for (int i = 0; i < RejectFlood.WINDOW - 1; i++) {
            send(Inbound.of(REFUSAL));
            send(Inbound.heartbeat(EventStream.CLICKSTREAM, ARRIVED));
        }
        assertThatExceptionOfType(SuppressRestartsException.class).isThrownBy(() -> send(Inbound.of(ACTIVITY)));
    }

    private void send(Inbound inbound) throws Exception {
        harness.processElement(new StreamRecord<>(inbound, inbound.arrivedAtMillis()));
    }

    private <T> List<T> aside(OutputTag<T> tag) {
        var records = harness.getSideOutput(tag);
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).toList();
    }
}
