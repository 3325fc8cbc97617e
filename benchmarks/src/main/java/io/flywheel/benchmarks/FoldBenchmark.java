package io.flywheel.benchmarks;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.customer.CustomerMeter;
import io.flywheel.domain.customer.CustomerRules;
import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.customer.CustomerStateLayout;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.customer.Outcome;
import io.flywheel.domain.customer.SignalListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The steps of the customer stop, one at a time: folding an activity, measuring a customer, packing and unpacking one, and copying one into a POJO and back.
 *
 * <p>Each call takes the next of 2,000 customers with about 25 activities each in 30 days, so that figures hold what a walk through memory costs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@SuppressWarnings("NullAway.Init") // JMH sets a state up before it measures
public class FoldBenchmark {

    private static final int CUSTOMERS = 2_000;
    private static final int ACTIVITIES = 50_000;
    private static final long NO_WATERMARK = Long.MIN_VALUE;

    private CustomerRules rules;
    private CustomerMeter meter;
    private CustomerStateLayout layout;
    private PlainForm form;
    private List<Activity> activities;
    private Map<String, CustomerState> folded;
    private CustomerState[] customers;
    private byte[][] packed;
    private PlainCustomer[] plain;
    private int next;

    @Setup
    public void makeCustomers() {
        rules = Contestant.customerRules();
        meter = new CustomerMeter(rules.catalogue(), Contestant.riskModel());
        layout = new CustomerStateLayout(rules.catalogue().decayFingerprint());
        form = new PlainForm();
        activities = Samples.activities(CUSTOMERS, ACTIVITIES);
        folded = Samples.customers(List.of(), rules);
        customers = Samples.customers(activities, rules).values().toArray(CustomerState[]::new);
        packed = new byte[customers.length][];
        plain = new PlainCustomer[customers.length];
        for (int i = 0; i < customers.length; i++) {
            packed[i] = layout.write(customers[i]);
            plain[i] = form.write(customers[i]);
        }
    }

    /** One activity into its customer, all starting from nothing again after each pass over the activities. */
    @Benchmark
    public Outcome fold() {
        int place = next++ % activities.size();
        if (place == 0) {
            folded.clear();
        }
        Activity activity = activities.get(place);
        return folded.computeIfAbsent(activity.customerId(), absent -> new CustomerState())
                .fold(activity, rules, SignalListener.NONE);
    }

    @Benchmark
    public CustomerUpdate measure() {
        return meter.measure("customer", customers[next++ % customers.length], NO_WATERMARK);
    }

    @Benchmark
    public byte[] pack() {
        return layout.write(customers[next++ % customers.length]);
    }

    @Benchmark
    public CustomerState unpack() {
        return layout.read(packed[next++ % packed.length]);
    }

    /** What the idiomatic peer pays for having the domain's state beside its own: to be taken off its figure. */
    @Benchmark
    public CustomerState copyFromPojo() {
        return form.read(plain[next++ % plain.length]);
    }

    /** The same on the way back. */
    @Benchmark
    public PlainCustomer copyToPojo() {
        return form.write(customers[next++ % customers.length]);
    }
}
