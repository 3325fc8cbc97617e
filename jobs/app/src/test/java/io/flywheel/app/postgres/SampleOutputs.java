package io.flywheel.app.postgres;

import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.customer.CustomerProfile;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.customer.RevenueTotal;
import io.flywheel.domain.momentum.Band;
import io.flywheel.domain.momentum.Contribution;
import io.flywheel.domain.momentum.DecayTerm;
import io.flywheel.domain.momentum.MomentumReading;
import io.flywheel.domain.momentum.StandingTerm;
import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.risk.ChurnOutlook;
import io.flywheel.domain.risk.ChurnRisk;
import io.flywheel.domain.risk.RiskFactor;
import io.flywheel.domain.risk.RiskLevel;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Outputs of the customer stop for tests. */
final class SampleOutputs {

    static final long NOW = Instant.parse("2026-01-08T10:04:00.123Z").toEpochMilli();
    static final long DAY = Duration.ofDays(1).toMillis();

    private SampleOutputs() {}

    /** An update of a customer whose momentum tells it apart from others, with these pushes. */
    static CustomerOutput customer(String customerId, double momentum, String... pushes) {
        return customer(customerId, "pro", momentum, pushes);
    }

    static CustomerOutput customer(String customerId, @Nullable String plan, double momentum, String... pushes) {
        List<Contribution> contributions =
                Arrays.stream(pushes).map(type -> push(type, 1.5, "e-" + type)).toList();
        return CustomerOutput.of(new CustomerUpdate(
                new CustomerProfile(customerId, "acme", null, plan, "eu", Phase.ENGAGE, NOW - DAY, NOW, 7),
                reading(momentum, List.of(), List.of()),
                churn(),
                contributions,
                List.of(new RevenueTotal("EUR", 1_250, 50, 2), new RevenueTotal("CHF", 99, 0, 1))));
    }

    static CustomerOutput customer(String customerId, MomentumReading reading, List<Contribution> contributions) {
        return CustomerOutput.of(new CustomerUpdate(
                new CustomerProfile(customerId, null, null, null, null, Phase.ATTRACT, NOW, NOW, 1),
                reading,
                churn(),
                contributions,
                List.of()));
    }

    static Contribution push(String type, double points, String... eventIds) {
        return new Contribution(
                Side.PUSH,
                type,
                Phase.ATTRACT,
                Department.MARKETING,
                points,
                points / 2,
                0.25,
                3,
                NOW - DAY,
                List.of(eventIds));
    }

    static Contribution friction(String type, double points, String... eventIds) {
        return new Contribution(
                Side.FRICTION, type, Phase.DELIGHT, Department.SERVICE, points, points, 1, 1, NOW, List.of(eventIds));
    }

    static MomentumReading reading(double momentum, List<DecayTerm> decay, List<StandingTerm> standing) {
        return new MomentumReading(
                NOW,
                2.5,
                0.1,
                0.25,
                0.3,
                0.2,
                1.1,
                1.2,
                1.3,
                -0.4,
                0.7,
                0.05,
                momentum,
                61.5,
                Band.YELLOW,
                Band.GREEN,
                12.75,
                12_345,
                1,
                9,
                NOW + DAY,
                decay,
                standing,
                3);
    }

    /** A customer who has not bought, with one reason to leave, one to stay and one that does not count. */
    static ChurnOutlook churn() {
        return new ChurnOutlook(
                new ChurnRisk(
                        NOW,
                        0.625,
                        0.5,
                        -0.25,
                        3.5,
                        7,
                        12.5,
                        6.25,
                        4.75,
                        1.25,
                        0.05,
                        null,
                        0.5,
                        List.of("deal-1", "deal \"2\""),
                        List.of(
                                new ChurnRisk.Reason(RiskFactor.VALUE_EVENTS, 0, -0.25),
                                new ChurnRisk.Reason(RiskFactor.OUTREACH, 1, 0),
                                new ChurnRisk.Reason(RiskFactor.FRICTION_EXCESS, 2.5, 1)),
                        "test-1"),
                RiskLevel.ELEVATED,
                RiskLevel.LOW,
                NOW + 2 * DAY);
    }

    static CustomerOutput progress(int subtask, long watermarkMillis) {
        return CustomerOutput.of(new Progress("momentum", "customers", subtask, watermarkMillis));
    }
}
