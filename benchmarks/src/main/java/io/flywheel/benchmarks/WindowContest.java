package io.flywheel.benchmarks;

import io.flywheel.domain.signal.Signal;
import io.flywheel.pipeline.signals.InboundSignal;
import io.flywheel.pipeline.signals.SelectSignals;
import io.flywheel.pipeline.signals.SendersClock;
import java.time.Duration;
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

    private static volatile InboundSignal[] records = {};
    private static volatile long firstRecordNanos;

    private final BenchmarkCluster cluster;

    private WindowContest(BenchmarkCluster cluster) {
        this.cluster = cluster;
    }

    static WindowContest over(InboundSignal[] input, Duration checkpointEvery) throws Exception {
        records = input;
        return new WindowContest(new BenchmarkCluster(checkpointEvery));
    }

    WindowRun run(WindowContestant contestant) throws Exception {
        FinalWindows.reset();
        StreamExecutionEnvironment environment = cluster.environment();
        DataStream<Signal> signals = environment
                .fromSource(
                        new NumberSequenceSource(0, records.length - 1),
                        WatermarkStrategy.noWatermarks(),
                        "Numbers",
                        Types.LONG)
                .uid("numbers")
                .map(new RecordOfNumber())
                .returns(TypeInformation.of(InboundSignal.class))
                .uid("records")
                .assignTimestampsAndWatermarks(clock())
                .uid("clock")
                .flatMap(new SelectSignals())
                .returns(TypeInformation.of(Signal.class))
                .uid("signals");
        contestant.attach(signals);
        double load = CpuClock.load();
        cluster.execute(environment);
        long cpuNanos = CpuClock.nanos() - firstRecordNanos;
        FinalWindows.Kept kept = FinalWindows.kept();
        return new WindowRun(contestant, cpuNanos, kept.rows.sum(), kept.windows.sum(), kept.sum.sum(), load);
    }

    private static WatermarkStrategy<InboundSignal> clock() {
        return SendersClock.strategy(Duration.ofMinutes(1), Duration.ofHours(1))
                .withTimestampAssigner((inbound, recordTimestamp) -> {
                    Signal signal = inbound.signal();
                    return signal == null ? inbound.arrivedAtMillis() : signal.occurredAtMillis();
                });
    }

    @Override
    public void close() throws Exception {
        records = new InboundSignal[0];
        cluster.close();
    }

    /** Takes records from memory by their number; the clock starts with the first. */
    private static final class RecordOfNumber implements MapFunction<Long, InboundSignal> {

        private static final long serialVersionUID = 1;

        @Override
        public InboundSignal map(Long number) {
            if (number == 0) {
                firstRecordNanos = CpuClock.nanos();
            }
            return records[number.intValue()];
        }
    }
}
