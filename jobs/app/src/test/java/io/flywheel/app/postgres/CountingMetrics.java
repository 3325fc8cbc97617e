package io.flywheel.app.postgres;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A metric group whose counters a test can read. */
final class CountingMetrics extends UnregisteredMetricsGroup {

    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    @Override
    public Counter counter(String name) {
        return counters.computeIfAbsent(name, unused -> new ThreadSafeSimpleCounter());
    }

    @Override
    public MetricGroup addGroup(String name) {
        return this;
    }

    long count(String name) {
        return counter(name).getCount();
    }
}
