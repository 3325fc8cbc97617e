package io.flywheel.benchmarks;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.customer.CustomerRules;
import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.customer.Outcome;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.pipeline.customer.SignalsOf;
import io.flywheel.pipeline.intake.Inbound;
import io.flywheel.pipeline.relay.Arrived;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The signals of a workload, as the momentum job would have written them, in order of arrival.
 *
 * <p>A last heartbeat comes so long after the last event that every window of the wheel is over: the longest reaches 28 days beyond an event and may change for nine more.
 */
final class SignalRecords {

    private static final long UNTIL_ALL_IS_OVER_MILLIS = Duration.ofDays(40).toMillis();

    private final SignalCatalogue catalogue;
    private final CustomerRules rules;
    private final Map<String, CustomerState> customers = new HashMap<>();
    private final List<Arrived<Signal>> records = new ArrayList<>();

    private SignalRecords(SignalCatalogue catalogue) {
        this.catalogue = catalogue;
        this.rules = new CustomerRules(catalogue, Contestant.detectors());
    }

    static List<Arrived<Signal>> of(Workload workload, SignalCatalogue catalogue) {
        SignalRecords signals = new SignalRecords(catalogue);
        long last = 0;
        for (Inbound inbound : workload.records()) {
            signals.take(inbound);
            last = inbound.arrivedAtMillis();
        }
        signals.records.add(new Arrived<>(last + UNTIL_ALL_IS_OVER_MILLIS, null, null));
        return List.copyOf(signals.records);
    }

    private void take(Inbound inbound) {
        long arrivedAt = inbound.arrivedAtMillis();
        Activity activity = inbound.activity();
        if (activity == null) {
            records.add(new Arrived<>(arrivedAt, null, null));
            return;
        }
        int before = records.size();
        Outcome outcome = customers
                .computeIfAbsent(activity.customerId(), id -> new CustomerState())
                .fold(
                        activity,
                        rules,
                        (rule, kind, weight, its) -> records.add(new Arrived<>(
                                arrivedAt, SignalsOf.activity(rule, kind, weight, its, catalogue.version()), null)));
        if (outcome == Outcome.ACCEPTED && records.size() == before) {
            records.add(new Arrived<>(arrivedAt, SignalsOf.note(activity, catalogue.version()), null));
        }
    }
}
