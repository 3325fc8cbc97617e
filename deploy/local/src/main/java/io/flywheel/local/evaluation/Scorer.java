package io.flywheel.local.evaluation;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.customer.CustomerMeter;
import io.flywheel.domain.customer.CustomerRules;
import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.customer.CustomerStateLayout;
import io.flywheel.domain.customer.Outcome;
import io.flywheel.domain.customer.RiskMeter;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.risk.RiskFacts;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.scenarios.recorded.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores customers at moments with the product's own fold: the same state, the same meters, and only what was known by then.
 *
 * <p><b>Shape:</b> each customer is folded once, from moment to moment; rows come back in the order of the snapshots.
 */
final class Scorer {

    private static final long WEEK = Duration.ofDays(7).toMillis();

    private final CustomerRules rules;
    private final SignalCatalogue catalogue;
    private final RiskModel model;
    private final CustomerMeter meter;
    private final RiskMeter risks;
    private final CustomerStateLayout layout;

    Scorer(CustomerRules rules, RiskModel model) {
        this.rules = rules;
        this.catalogue = rules.catalogue();
        this.model = model;
        this.meter = new CustomerMeter(catalogue, model);
        this.risks = new RiskMeter(catalogue, model);
        this.layout = new CustomerStateLayout(catalogue.decayFingerprint());
    }

    List<ScoredRow> score(Chronicle chronicle, List<Snapshot> snapshots) {
        Map<String, List<Integer>> byCustomer = new HashMap<>();
        for (int i = 0; i < snapshots.size(); i++) {
            byCustomer
                    .computeIfAbsent(snapshots.get(i).customerId(), customer -> new ArrayList<>())
                    .add(i);
        }
        ScoredRow[] rows = new ScoredRow[snapshots.size()];
        byCustomer.forEach((customer, places) -> {
            places.sort(Comparator.comparingLong(place -> snapshots.get(place).asOfMillis()));
            Course course = new Course(chronicle.of(customer));
            for (int place : places) {
                Snapshot snapshot = snapshots.get(place);
                course.goOnTo(snapshot.asOfMillis());
                rows[place] = course.row(snapshot);
            }
        });
        return List.of(rows);
    }

    /** One customer, folded as far as a moment. */
    private final class Course {

        private final List<Activity> activities;
        private final CustomerState state = new CustomerState();
        private final List<Long> ownTimes = new ArrayList<>();
        private final List<Long> frictionTimes = new ArrayList<>();
        private long valueEvents;
        private int next;

        Course(List<Activity> activities) {
            this.activities = activities;
        }

        void goOnTo(long asOfMillis) {
            for (; next < activities.size(); next++) {
                Activity activity = activities.get(next);
                if (Chronicle.knownAtMillis(activity) > asOfMillis) {
                    return;
                }
                Outcome outcome = state.fold(activity, rules, (rule, kind, weight, its) -> {
                    if (rule.side() == Side.FRICTION && weight > 0) {
                        frictionTimes.add(its.occurredAtMillis());
                    }
                });
                if (outcome == Outcome.ACCEPTED) {
                    count(activity);
                }
            }
        }

        private void count(Activity activity) {
            if (activity.isByCustomer()) {
                ownTimes.add(activity.occurredAtMillis());
            }
            if (catalogue.isValueEvent(activity.kind())) {
                valueEvents++;
            }
        }

        ScoredRow row(Snapshot snapshot) {
            long asOf = snapshot.asOfMillis();
            // the facts refer to the state, which goes on
            CustomerState known = layout.read(layout.write(state)).with(foundBy(asOf), catalogue);
            RiskFacts facts = risks.facts(known, asOf);
            return new ScoredRow(
                    snapshot,
                    facts,
                    model.values(facts),
                    model.read(facts),
                    meter.indexAt(known, asOf),
                    lastWeek(ownTimes, asOf),
                    ownTimes.size(),
                    valueEvents,
                    lastWeek(frictionTimes, asOf));
        }

        /** What has been found by a moment in what was known by then, as if nothing more came. */
        private List<Finding> foundBy(long asOfMillis) {
            return state.find(Long.MAX_VALUE, rules).stream()
                    .filter(finding -> finding.occurredAtMillis() <= asOfMillis)
                    .toList();
        }

        private static int lastWeek(List<Long> times, long asOf) {
            int count = 0;
            for (long time : times) {
                count += time > asOf - WEEK ? 1 : 0;
            }
            return count;
        }
    }
}
