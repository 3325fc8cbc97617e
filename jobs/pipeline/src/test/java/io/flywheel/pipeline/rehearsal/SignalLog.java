package io.flywheel.pipeline.rehearsal;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.signal.Signal;
import io.flywheel.pipeline.JobInvariants;
import io.flywheel.pipeline.customer.TrackCustomers;
import io.flywheel.pipeline.customer.TrackingSettings;
import io.flywheel.pipeline.names.Tags;
import io.flywheel.pipeline.relay.Arrived;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The signals that the customer stop gives for activities, and the disorder that topics bring into them. */
public final class SignalLog {

    private static final int ALL_CACHED = 10_000;

    private SignalLog() {}

    /** Signals in order of arrival; each arrives with its activity. */
    public static List<Arrived<Signal>> of(List<Activity> activities) throws Exception {
        List<Arrived<Signal>> log = new ArrayList<>();
        try (var flink = customerStop()) {
            for (Activity activity : activities) {
                flink.processElement(new StreamRecord<>(activity));
                var signals = flink.getSideOutput(Tags.SIGNALS);
                while (signals != null && !signals.isEmpty()) {
                    log.add(new Arrived<>(
                            activity.arrivedAtMillis(), signals.remove().getValue(), null));
                }
            }
        }
        return log;
    }

    /** The signals alone. */
    public static List<Signal> signalsOf(List<Activity> activities) throws Exception {
        return of(activities).stream().map(Arrived::content).toList();
    }

    /** The same signals, each up to a span later and some of them twice. */
    public static List<Arrived<Signal>> disordered(
            List<Arrived<Signal>> log, long seed, long spanMillis, double repeats) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Arrived<Signal>> disordered = new ArrayList<>();
        for (Arrived<Signal> inbound : log) {
            disordered.add(delayed(inbound, random.nextLong(spanMillis)));
            if (random.nextDouble() < repeats) {
                disordered.add(delayed(inbound, random.nextLong(spanMillis)));
            }
        }
        disordered.sort(Comparator.comparingLong(Arrived::arrivedAtMillis));
        return disordered;
    }

    private static Arrived<Signal> delayed(Arrived<Signal> inbound, long millis) {
        return new Arrived<>(inbound.arrivedAtMillis() + millis, inbound.content(), null);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Activity, CustomerOutput> customerStop()
            throws Exception {
        var flink = new KeyedOneInputStreamOperatorTestHarness<>(
                new TrackCustomers(
                        SmallMomentumRules.MOMENTUM,
                        new TrackingSettings(
                                "test", ALL_CACHED, ALL_CACHED, 1_000, TrackingSettings.MEMORY_MILLIS, true)),
                Activity::customerId,
                Types.STRING,
                JobInvariants.MAX_PARALLELISM,
                1,
                0);
        flink.open();
        return flink;
    }
}
