package io.flywheel.pipeline.rehearsal;

import io.flywheel.domain.alert.AlertRule;
import io.flywheel.domain.alert.AlertTerms;
import io.flywheel.domain.alert.Fact;
import io.flywheel.domain.alert.FactSheet;
import io.flywheel.domain.alert.Measure;
import io.flywheel.domain.alert.RuleBook;
import io.flywheel.domain.alert.Scope;
import io.flywheel.domain.alert.Severity;
import io.flywheel.domain.alert.Threshold;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.pipeline.alert.RuleSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule about customers, one about windows of five minutes, one about hours that trail and one about hotspots. A record's content is the friction at which its rule about customers fires; the others go. */
public final class SmallRules implements RuleSource {

    private static final long serialVersionUID = 1;
    private static final long SPAN = Duration.ofMinutes(10).toMillis();

    private final ArrayList<ControlRecord> accepted;

    public SmallRules() {
        this(List.of());
    }

    /** With what was decided before anybody asked. */
    public SmallRules(List<ControlRecord> accepted) {
        this.accepted = new ArrayList<>(accepted);
    }

    @Override
    public RuleBook first() {
        return new RuleBook(
                1,
                List.of(
                        rule("customer_rubs", Scope.CUSTOMER, null, Fact.FRICTION, 2),
                        rule("window_rubs", Scope.WINDOW, Grain.FIVE_MINUTES, Fact.WINDOW_FRICTION_POINTS, 4),
                        rule("hour_rubs", Scope.WINDOW, Grain.TRAILING_HOUR, Fact.WINDOW_FRICTION_POINTS, 4),
                        rule("place_rubs", Scope.HOTSPOT, null, Fact.HOTSPOT_FRICTIONS, 3)));
    }

    @Override
    public List<ControlRecord> accepted() {
        return accepted;
    }

    @Override
    public RuleBook rules(ControlRecord record) {
        return new RuleBook(
                record.version(),
                List.of(rule(
                        "customer_rubs", Scope.CUSTOMER, null, Fact.FRICTION, Double.parseDouble(record.content()))));
    }

    private static AlertRule rule(String name, Scope scope, @Nullable Grain grain, Fact fact, double firesAt) {
        Measure measure = new Measure() {
            @Override
            public boolean appliesTo(FactSheet facts) {
                return true;
            }

            @Override
            public double value(FactSheet facts) {
                return facts.number(fact);
            }

            @Override
            public double count(FactSheet facts) {
                return Double.POSITIVE_INFINITY;
            }
        };
        AlertTerms terms = new AlertTerms(Threshold.usual(true, firesAt), SPAN, SPAN, 0, 1, 1, 0);
        return new AlertRule(
                name, scope, grain, Severity.WARNING, terms, null, "It rubs", "none", false, measure, null);
    }
}
