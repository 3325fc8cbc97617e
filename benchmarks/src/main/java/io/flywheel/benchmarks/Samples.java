package io.flywheel.benchmarks;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.customer.CustomerRules;
import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.customer.SignalListener;
import io.flywheel.pipeline.intake.Inbound;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Customers and activities to measure single steps on. */
final class Samples {

    private static final long SEED = 7;

    private Samples() {}

    /** Activities of as many customers, in order of arrival. */
    static List<Activity> activities(int customers, int count) {
        List<Activity> activities = new ArrayList<>(count);
        for (Inbound inbound : new Workload(SEED, customers, count, 30).records()) {
            Activity activity = inbound.activity();
            if (activity != null) {
                activities.add(activity);
            }
        }
        return activities;
    }

    /** What these activities made of their customers. */
    static Map<String, CustomerState> customers(List<Activity> activities, CustomerRules rules) {
        Map<String, CustomerState> customers = new LinkedHashMap<>();
        for (Activity activity : activities) {
            customers
                    .computeIfAbsent(activity.customerId(), absent -> new CustomerState())
                    .fold(activity, rules, SignalListener.NONE);
        }
        return customers;
    }
}
