package io.flywheel.domain.alert;

import io.flywheel.domain.customer.CustomerProfile;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.momentum.Band;
import io.flywheel.domain.momentum.Contribution;
import io.flywheel.domain.momentum.DecayTerm;
import io.flywheel.domain.momentum.MomentumReading;
import io.flywheel.domain.momentum.StandingTerm;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.risk.ChurnOutlook;
import io.flywheel.domain.risk.ChurnRisk;
import io.flywheel.domain.risk.RiskLevel;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.domain.wheel.window.WindowTotals;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Rules, updates and windows for tests of alerts. */
final class Sample {

    static final long MINUTE = Duration.ofMinutes(1).toMillis();
    static final long HOUR = Duration.ofHours(1).toMillis();
    static final long START = 1_767_614_400_000L;

    private Sample() {}

    /** A customer with friction of a ticket that is open and of one click that fades with a half-life of a day. */
    static CustomerUpdate update(long asOf, double standingPerDay, double clickPoints) {
        List<StandingTerm> standing = standingPerDay == 0
                ? List.of()
                : List.of(new StandingTerm(
                        "sla_missed",
                        "t-1",
                        asOf,
                        standingPerDay,
                        Duration.ofDays(7).toMillis(),
                        4,
                        Long.MAX_VALUE,
                        "e-1"));
        double impulse = clickPoints * Math.log(2);
        List<DecayTerm> decay = List.of(
                new DecayTerm("friction.ui", clickPoints, Duration.ofDays(1).toMillis(), 0));
        MomentumReading momentum = new MomentumReading(
                asOf,
                1.37,
                0,
                0,
                0.25,
                0.2,
                0,
                0,
                0,
                0,
                impulse,
                standingPerDay,
                -impulse - standingPerDay,
                50 / (1 + impulse + standingPerDay),
                Band.RED,
                Band.RED,
                0,
                0,
                0,
                0,
                null,
                decay,
                standing,
                1);
        ChurnRisk risk = new ChurnRisk(
                asOf, 0.5, 0, 0, 1, 2, 3, 4, 5, 1, standingPerDay, null, null, List.of(), List.of(), "m1");
        return new CustomerUpdate(
                new CustomerProfile("globex", "acme", null, null, null, Phase.DELIGHT, START, asOf, 3),
                momentum,
                new ChurnOutlook(risk, RiskLevel.LOW, RiskLevel.LOW, null),
                List.of(
                        contribution("rage_click", impulse, List.of("c-1", "c-2")),
                        contribution("sla_missed", standingPerDay, List.of("e-1", "e-0"))),
                List.of());
    }

    private static Contribution contribution(String signal, double points, List<String> events) {
        return new Contribution(
                Side.FRICTION, signal, Phase.DELIGHT, Department.SERVICE, points, points, 0.5, 1, START, events);
    }

    /** A window in which so much happened; nobody was active in it. */
    static WindowTotals totals(int frictions, long frictionThousandths, long pushThousandths) {
        StateWriter out = new StateWriter();
        long mask = (frictions == 0 ? 0 : 2) | (pushThousandths == 0 ? 0 : 4) | (frictionThousandths == 0 ? 0 : 8);
        out.putCount(mask);
        for (long amount : new long[] {frictions, pushThousandths, frictionThousandths}) {
            if (amount != 0) {
                out.putSigned(amount);
            }
        }
        int customers = 0;
        out.putCount(customers);
        return WindowTotals.read(new StateReader(out.toBytes()));
    }

    static AlertRule customerRule(String name, Fact fact, AlertTerms terms) {
        return rule(name, Scope.CUSTOMER, null, terms, facts -> facts.number(fact), null);
    }

    /** A rule about how far a number has come within a span. */
    static AlertRule changeRule(String name, Fact fact, AlertTerms terms, long overMillis) {
        return rule(
                name,
                Scope.CUSTOMER,
                null,
                terms,
                facts -> facts.number(fact),
                new ValueChange(fact.word(), overMillis));
    }

    static AlertRule windowRule(String name, Grain grain, AlertTerms terms) {
        return rule(name, Scope.WINDOW, grain, terms, facts -> facts.number(Fact.WINDOW_FRICTION_POINTS), null);
    }

    static AlertRule hotspotRule(String name, AlertTerms terms) {
        return rule(name, Scope.HOTSPOT, null, terms, facts -> facts.number(Fact.HOTSPOT_SPIKING), null);
    }

    private static AlertRule rule(
            String name,
            Scope scope,
            @Nullable Grain grain,
            AlertTerms terms,
            ToDoubleFunction<FactSheet> value,
            @Nullable ValueChange change) {
        Measure measure = new Measure() {
            @Override
            public boolean appliesTo(FactSheet facts) {
                return true;
            }

            @Override
            public double value(FactSheet facts) {
                return value.applyAsDouble(facts);
            }

            @Override
            public double count(FactSheet facts) {
                return Double.POSITIVE_INFINITY;
            }
        };
        return new AlertRule(
                name,
                scope,
                grain,
                Severity.WARNING,
                terms,
                null,
                "it rubs",
                "docs/runbooks/x.md",
                false,
                measure,
                change);
    }

    /** The same rule, with a unit. */
    static AlertRule in(Unit unit, AlertRule rule) {
        return new AlertRule(
                rule.name(),
                rule.scope(),
                rule.grain(),
                rule.severity(),
                rule.terms(),
                unit,
                rule.summary(),
                rule.runbook(),
                rule.isShadow(),
                rule.measure(),
                rule.change());
    }
}
