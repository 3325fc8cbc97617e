package io.flywheel.benchmarks;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Tells JMH the CPU time a call takes in the forked process, since its own clock is wall time and a machine is rarely one's own. */
public final class CpuPerCall implements InternalProfiler {

    static final String LABEL = "cpu";

    private long cpuNanos;

    @Override
    public String getDescription() {
        return "CPU time of the process by call";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        cpuNanos = CpuClock.nanos();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long spent = CpuClock.nanos() - cpuNanos;
        double calls = Math.max(1, result.getMetadata().getAllOps());
        return List.of(new ScalarResult(LABEL, spent / calls, "ns/op", AggregationPolicy.AVG));
    }
}
