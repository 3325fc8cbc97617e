package io.flywheel.pipeline.rehearsal;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.customer.CustomerMeter;
import io.flywheel.domain.customer.CustomerRules;
import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.customer.Outcome;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.signal.SignalCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The naive model: a map of customers that nothing is ever packed, evicted, settled or forgotten in, measured once at the end. */
public final class PlainFold {

    private final SignalCatalogue catalogue = SmallCatalogue.load();
    private final CustomerRules rules = new CustomerRules(catalogue, DetectorSettings.DEFAULT);
    private final CustomerMeter meter = new CustomerMeter(catalogue, SmallRiskModel.load());
    private final Map<String, CustomerState> customers = new TreeMap<>();
    private final Set<String> signals = new TreeSet<>();

    /** A fold of these activities. */
    public static PlainFold of(Iterable<Activity> activities) {
        PlainFold plain = new PlainFold();
        activities.forEach(plain::fold);
        return plain;
    }

    public Outcome fold(Activity activity) {
        List<String> given = new ArrayList<>();
        Outcome outcome = customers
                .computeIfAbsent(activity.customerId(), absent -> new CustomerState())
                .fold(
                        activity,
                        rules,
                        (rule, kind, weight, its) -> given.add(rule.name() + " " + kind + " " + its.eventId()));
        if (outcome == Outcome.ACCEPTED && given.isEmpty()) {
            given.add(activity.kind().qualifiedName() + " NOTE " + activity.eventId());
        }
        signals.addAll(given);
        return outcome;
    }

    /** The row of every customer at a watermark. */
    public Map<String, CustomerUpdate> rows(long watermarkMillis) {
        Map<String, CustomerUpdate> rows = new TreeMap<>();
        customers.forEach((id, state) -> {
            CustomerState view = state.with(state.find(watermarkMillis, rules), catalogue);
            rows.put(id, meter.measure(id, view, watermarkMillis));
        });
        return rows;
    }

    /** Every signal given, by name, kind and event; a note where there was none. */
    Set<String> signals() {
        return signals;
    }
}
