package io.flywheel.pipeline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.alert.AlertSubject;
import io.flywheel.domain.control.ControlKind;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.customer.CustomerProfile;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.momentum.Band;
import io.flywheel.domain.momentum.DecayTerm;
import io.flywheel.domain.momentum.MomentumReading;
import io.flywheel.domain.risk.ChurnOutlook;
import io.flywheel.domain.risk.ChurnRisk;
import io.flywheel.domain.risk.RiskLevel;
import io.flywheel.domain.signal.Phase;
import io.flywheel.pipeline.rehearsal.SmallRules;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rule fires at 2 points of friction a day for ten minutes. */
class WatchCustomersTest {

    private static final long START = 1_767_614_400_000L;
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    private KeyedTwoInputStreamOperatorTestHarness<String, CustomerUpdate, ControlRecord, AlertOutput> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        harness.open();
        harness.processWatermark2(Watermark.MAX_WATERMARK);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void nothingIsKeptOfCustomersWithoutAlerts() throws Exception {
        update("globex", 0, 1);
        watermark(600);

        assertThat(told()).isEmpty();
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void firesAndRecoversByTimeAloneAndLeavesOnlyNumbersBehind() throws Exception {
        update("globex", 0, 3);
        watermark(10 * 24 * 60);

        // 3 points fade with a half-life of a day from 2.08 a day to 1.6 within 9 hours and some minutes
        assertThat(told())
                .containsExactly(
                        "0 inactive pending breached",
                        "10 pending firing held",
                        "600 firing recovering cleared",
                        "610 recovering resolved held");
        assertThat(harness.numEventTimeTimers()).isZero();
        assertThat(harness.numKeyedStateEntries())
                .as("numbers of the fingerprint")
                .isEqualTo(1);
    }

    @Test
    void whatIsOpenGoesThroughASnapshotAndEpisodesGoOn() throws Exception {
        update("globex", 0, 3);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        harness.processWatermark2(Watermark.MAX_WATERMARK);
        watermark(20);
        update("globex", 30, 0);
        watermark(60);
        update("globex", 70, 9);
        watermark(90);

        assertThat(told())
                .containsExactly(
                        "10 pending firing held",
                        "30 firing recovering cleared",
                        "40 recovering resolved held",
                        "70 resolved pending breached",
                        "80 pending firing held");
        assertThat(harness.extractOutputValues())
                .extracting(AlertOutput::instance)
                .filteredOn(Objects::nonNull)
                .last()
                .extracting(instance -> Objects.requireNonNull(instance).episode())
                .isEqualTo(2L);
    }

    @Test
    void rulesThatArePublishedHoldFromTheirMomentOnWithoutARestart() throws Exception {
        update("globex", 0, 3);
        watermark(20);
        decide(new ControlRecord(ControlKind.RULES, "rules", 2, START + 30 * MINUTE, null, "ann", "1.5"));
        update("initech", 25, 2.5);
        update("initech", 35, 2.5);
        watermark(60);

        assertThat(told())
                .containsExactly(
                        "0 inactive pending breached",
                        "10 pending firing held",
                        "35 inactive pending breached",
                        "45 pending firing held");
    }

    @Test
    void anAcknowledgementReachesItsAlertAtOnceAndASilenceNone() throws Exception {
        update("globex", 0, 3);
        watermark(20);
        String run = AlertSubject.customer("globex").fingerprint("customer_rubs") + "/1";
        decide(new ControlRecord(ControlKind.SILENCE, "quiet", 1, START, START + DAY, "ann", ""));
        decide(new ControlRecord(ControlKind.ACKNOWLEDGEMENT, run, 1, START + 15 * MINUTE, null, "ann", ""));

        assertThat(told())
                .containsExactly(
                        "0 inactive pending breached", "10 pending firing held", "15 firing firing acknowledged");
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        harness.processWatermark2(Watermark.MAX_WATERMARK);
        update("globex", 30, 3);
        assertThat(told()).as("it is not told again").isEmpty();
    }

    @Test
    void theEndOfAllInputForeseesNothing() throws Exception {
        update("globex", 0, 3);
        harness.processWatermark1(Watermark.MAX_WATERMARK);

        assertThat(told()).containsExactly("0 inactive pending breached");
    }

    private void update(String customerId, int minute, double points) throws Exception {
        harness.processElement1(new StreamRecord<>(update(customerId, minute, points, START)));
    }

    static CustomerUpdate update(String customerId, int minute, double points, long firstSeenMillis) {
        long at = START + minute * MINUTE;
        double friction = points * Math.log(2);
        MomentumReading momentum = new MomentumReading(
                at,
                1,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                friction,
                0,
                -friction,
                50 / (1 + friction),
                Band.RED,
                Band.RED,
                0,
                0,
                0,
                0,
                null,
                List.of(new DecayTerm("friction.ui", points, DAY, 0)),
                List.of(),
                1);
        ChurnRisk risk = new ChurnRisk(at, 0.5, 0, 0, 1, 2, 3, 4, 5, 1, 0, null, null, List.of(), List.of(), "m1");
        return new CustomerUpdate(
                new CustomerProfile(customerId, null, null, null, null, Phase.DELIGHT, firstSeenMillis, at, 1),
                momentum,
                new ChurnOutlook(risk, RiskLevel.LOW, RiskLevel.LOW, null),
                List.of(),
                List.of());
    }

    private void decide(ControlRecord record) throws Exception {
        harness.processElement2(new StreamRecord<>(record));
    }

    private void watermark(int minute) throws Exception {
        harness.processWatermark1(new Watermark(START + minute * MINUTE));
    }

    private List<String> told() {
        return harness.extractOutputValues().stream()
                .map(AlertOutput::transition)
                .filter(Objects::nonNull)
                .map(step ->
                        (step.atMillis() - START) / MINUTE + " " + step.from().word() + " "
                                + step.to().word() + " " + step.reason().word())
                .toList();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, CustomerUpdate, ControlRecord, AlertOutput> harness()
            throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                WatchCustomers.stop(new SmallRules(), "test", "alerts"),
                update -> update.profile().customerId(),
                record -> "",
                Types.STRING);
    }
}
