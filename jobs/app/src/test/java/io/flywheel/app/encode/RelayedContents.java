package io.flywheel.app.encode;

import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.customer.RevenueTotal;
import io.flywheel.domain.momentum.Contribution;
import io.flywheel.domain.momentum.DecayTerm;
import io.flywheel.domain.momentum.MomentumReading;
import io.flywheel.domain.momentum.StandingTerm;
import io.flywheel.domain.risk.ChurnOutlook;
import io.flywheel.domain.risk.ChurnRisk;
import io.flywheel.domain.risk.RiskFactor;
import io.flywheel.domain.risk.RiskLevel;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.spike.SpikeCause;
import io.flywheel.domain.spike.SpikeReading;
import io.flywheel.domain.spike.SpotReading;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.domain.wheel.window.Window;
import io.flywheel.domain.wheel.window.WindowTotals;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.pipeline.wheel.WindowCells;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the jobs tell each other, with a value of its own in every field. */
public final class RelayedContents {

    /** A whole day, so every grain has a window that ends with it. */
    public static final long DAY_END = 1_772_409_600_000L;

    private RelayedContents() {}

    /** A customer of whom everything is known. */
    public static CustomerUpdate customer() {
        CustomerUpdate bare = OutgoingRecords.update(OutgoingRecords.OCCURRED + 9);
        MomentumReading momentum = bare.momentum();
        return new CustomerUpdate(
                bare.profile(),
                new MomentumReading(
                        momentum.asOfMillis(),
                        momentum.mass(),
                        momentum.massValue(),
                        momentum.massLoyalty(),
                        momentum.massAdvocacy(),
                        momentum.massBreadth(),
                        momentum.velocity(),
                        momentum.velocityFast(),
                        momentum.velocitySlow(),
                        momentum.trend(),
                        momentum.frictionImpulse(),
                        momentum.frictionStanding(),
                        momentum.momentum(),
                        momentum.momentumIndex(),
                        momentum.band(),
                        momentum.previousBand(),
                        momentum.storedMomentum(),
                        momentum.pushesTotalThousandths(),
                        momentum.frictionTotalThousandths(),
                        momentum.revolutionsTotal(),
                        momentum.nextCrossingAtMillis(),
                        List.of(new DecayTerm("push.intent", 0.1, 11, 12.5), new DecayTerm("fast", -0.2, 13, 0)),
                        List.of(new StandingTerm("support.breached", "ticket 7", 14, 1.6, 17, 4.5, 18, "event 9")),
                        momentum.catalogueVersion()),
                new ChurnOutlook(risk(0.25, 0.75), RiskLevel.HIGH, RiskLevel.ELEVATED, 4_711L),
                List.of(
                        new Contribution(
                                Side.FRICTION,
                                "support.opened",
                                Phase.ATTRACT,
                                Department.SERVICE,
                                0.11,
                                0.12,
                                0.13,
                                14,
                                15,
                                List.of("event 1", "event 2")),
                        new Contribution(
                                Side.PUSH, "deals.won", Phase.ENGAGE, Department.SALES, 1, 2, 1, 3, 4, List.of())),
                List.of(new RevenueTotal("EUR", 100, 20, 3)));
    }

    /** A customer of whom nothing is known that need not be. */
    public static CustomerUpdate bareCustomer() {
        CustomerUpdate bare = OutgoingRecords.update(null);
        return new CustomerUpdate(
                bare.profile(),
                bare.momentum(),
                new ChurnOutlook(risk(null, null), RiskLevel.LOW, RiskLevel.LOW, null),
                List.of(),
                List.of());
    }

    private static ChurnRisk risk(@Nullable Double pAlive, @Nullable Double clumpiness) {
        List<ChurnRisk.Reason> reasons = Arrays.stream(RiskFactor.values())
                .map(factor -> new ChurnRisk.Reason(factor, factor.ordinal() + 0.5, factor.ordinal() - 0.5))
                .toList();
        return new ChurnRisk(
                3,
                0.31,
                0.32,
                0.33,
                3.4,
                3.5,
                3.6,
                3.7,
                3.8,
                3.9,
                4.1,
                pAlive,
                clumpiness,
                List.of("deal 1"),
                reasons,
                "model 5");
    }

    /** A window of each grain. */
    public static List<CellRow> windows() {
        WindowTotals totals = WindowTotals.stated(1, 2, 3, 4, 5, 6);
        totals.state(Side.PUSH, Phase.ATTRACT, 7);
        totals.state(Side.FRICTION, Phase.DELIGHT, 8);
        totals.state(Side.PUSH, Department.SALES, 9);
        totals.state(Side.FRICTION, Department.SERVICE, 10);
        totals.stateCustomers(0, 11);
        totals.stateCustomers(101, 12);
        totals.stateCustomers(200, 13);
        byte[] content = new WindowCells().write(totals);
        return Arrays.stream(Grain.values())
                .map(grain -> new CellRow(
                        "segment:with: a colon",
                        WindowCells.cell(new Window(grain, DAY_END)),
                        content,
                        grain.ordinal(),
                        grain == Grain.DAY,
                        null))
                .toList();
    }

    /** A hotspot for each cause, and one without. */
    public static List<SpotReading> hotspots() {
        return List.of(
                hotspot(null),
                hotspot(SpikeCause.ONCE),
                hotspot(SpikeCause.TWICE),
                hotspot(SpikeCause.DRIFT),
                hotspot(SpikeCause.ABSOLUTE));
    }

    private static SpotReading hotspot(@Nullable SpikeCause cause) {
        return new SpotReading(
                "page:/pricing",
                "clickstream.rage_click",
                DAY_END,
                1,
                2,
                3,
                4,
                5,
                new SpikeReading(6.5, 7.5, 8.5, 9.5, cause != null, cause == SpikeCause.ONCE, cause));
    }
}
