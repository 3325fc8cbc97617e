package io.flywheel.benchmarks;

import io.flywheel.domain.signal.Signal;
import io.flywheel.pipeline.relay.Arrived;
import io.flywheel.pipeline.relay.SelectContents;
import io.flywheel.pipeline.relay.SendersClock;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs the contestants for windows one after the other on the same signals.
 *
 * <p><b>Shape:</b> source, clock and sink are the same for every contestant; signals carry their event time, which Flink's windows go by. One contest at a time in a process.
 */
final class WindowContest implements AutoCloseable {

    private static volatile List<Arrived<Signal>> records = List.of();
    private static volatile long firstRecordNanos;

    private final BenchmarkCluster cluster;

    private WindowContest(BenchmarkCluster cluster) {
        this.cluster = cluster;
    }

    static WindowContest over(List<Arrived<Signal>> input, Duration checkpointEvery) throws Exception {
        records = input;
        return new WindowContest(new BenchmarkCluster(checkpointEvery));
    }

    WindowRun run(WindowContestant contestant) throws Exception {
        FinalWindows.reset();
        StreamExecutionEnvironment environment = cluster.environment();
        DataStream<Signal> signals = environment
                .fromSource(
                        new NumberSequenceSource(0, records.size() - 1),
                        WatermarkStrategy.noWatermarks(),
                        "Numbers",
                        Types.LONG)
                .uid("numbers")
                .map(new RecordOfNumber())
                .returns(Arrived.SIGNALS)
                .uid("records")
                .assignTimestampsAndWatermarks(clock())
                .uid("clock")
                .flatMap(new SelectContents<>())
                .returns(TypeInformation.of(Signal.class))
                .uid("signals");
        contestant.attach(signals);
        double load = CpuClock.load();
        cluster.execute(environment);
        long cpuNanos = CpuClock.nanos() - firstRecordNanos;
        FinalWindows.Kept kept = FinalWindows.kept();
        return new WindowRun(contestant, cpuNanos, kept.rows.sum(), kept.windows.sum(), kept.sum.sum(), load);
    }

    private static WatermarkStrategy<Arrived<Signal>> clock() {
        return SendersClock.<Signal>strategy(Duration.ofMinutes(1), Duration.ofHours(1))
                .withTimestampAssigner((inbound, recordTimestamp) -> {
                    Signal signal = inbound.content();
                    return signal == null ? inbound.arrivedAtMillis() : signal.occurredAtMillis();
                });
    }

    @Override
    public void close() throws Exception {
        records = List.of();
        cluster.close();
    }

    /** Takes records from memory by their number; the clock starts with the first. */
    private static final class RecordOfNumber implements MapFunction<Long, Arrived<Signal>> {

        private static final long serialVersionUID = 1;

        @Override
        public Arrived<Signal> map(Long number) {
            if (number == 0) {
                firstRecordNanos = CpuClock.nanos();
            }
            return records.get(number.intValue());
        }
    }
}
