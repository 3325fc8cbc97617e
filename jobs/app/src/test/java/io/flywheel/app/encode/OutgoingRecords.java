package io.flywheel.app.encode;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Refusal;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.domain.customer.CustomerProfile;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.momentum.Band;
import io.flywheel.domain.momentum.MomentumReading;
import io.flywheel.domain.risk.ChurnOutlook;
import io.flywheel.domain.risk.ChurnRisk;
import io.flywheel.domain.risk.RiskLevel;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.StatedFacts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the graphs hand to the sinks, with a value of its own in every field. */
public final class OutgoingRecords {

    public static final long OCCURRED = 1_772_366_370_125L;
    public static final long ARRIVED = 1_772_366_400_000L;

    private OutgoingRecords() {}

    public static Signal signal(Side side, SignalKind kind) {
        return new Signal(
                "the customer",
                "the signal",
                side,
                kind,
                1_250,
                "intent",
                Phase.ENGAGE,
                Department.SALES,
                "the channel",
                "the campaign",
                "the content",
                "the page",
                "the target",
                "the account",
                "the region",
                "the segment",
                "the plan",
                "the object",
                "the event",
                "the source",
                OCCURRED,
                3,
                new StatedFacts(
                        ActivityKind.WON,
                        Actor.AGENT,
                        12_345,
                        "EUR",
                        4.5,
                        7,
                        "the pipeline",
                        "the stage",
                        "the owner"));
    }

    public static Signal bareSignal() {
        return new Signal(
                "the customer",
                "the signal",
                Side.PUSH,
                SignalKind.IMPULSE,
                0,
                "touch",
                Phase.ATTRACT,
                Department.MARKETING,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "the event",
                "the source",
                OCCURRED,
                1,
                new StatedFacts(
                        ActivityKind.PAGE_VIEW,
                        Actor.CUSTOMER,
                        Activity.ABSENT,
                        null,
                        Double.NaN,
                        1,
                        null,
                        null,
                        null));
    }

    public static CustomerUpdate update(@Nullable Long nextCrossingAtMillis) {
        CustomerProfile profile = new CustomerProfile(
                "the customer",
                "the account",
                "the segment",
                "the plan",
                "the region",
                Phase.DELIGHT,
                OCCURRED - 2,
                OCCURRED - 1,
                17);
        MomentumReading momentum = new MomentumReading(
                OCCURRED,
                1.5,
                0.1,
                0.2,
                0.3,
                0.4,
                2.5,
                3.5,
                4.5,
                -0.5,
                5.5,
                6.5,
                -7.5,
                42.5,
                Band.YELLOW,
                Band.GREEN,
                8.5,
                9_001,
                9_002,
                9_003,
                nextCrossingAtMillis,
                List.of(),
                List.of(),
                3);
        return new CustomerUpdate(profile, momentum, churn(), List.of(), List.of());
    }

    private static ChurnOutlook churn() {
        ChurnRisk risk = new ChurnRisk(0, 0.5, 0, 0, 0, 1, 0, 0, 0, 1, 0, null, null, List.of(), List.of(), "test");
        return new ChurnOutlook(risk, RiskLevel.LOW, RiskLevel.LOW, null);
    }

    public static Refusal refusal() {
        return new Refusal(
                EventStream.DEALS,
                RejectReason.MALFORMED,
                "the detail",
                3,
                41,
                ARRIVED,
                "the payload".getBytes(StandardCharsets.UTF_8),
                70_000,
                "the checksum");
    }
}
