package io.flywheel.benchmarks;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.pipeline.customer.ActivityTypeInfo;
import io.flywheel.pipeline.intake.ArrivalClock;
import io.flywheel.pipeline.intake.Inbound;
import io.flywheel.pipeline.intake.SplitInbound;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs the contestants one after the other on the same records.
 *
 * <p><b>Shape:</b> the way to the keyed operator and the sink behind it are the same for every contestant: intake, split, key by customer, through Flink's network stack with the job's own
 * serializer. One contest at a time in a process.
 */
final class Contest implements AutoCloseable {

    private static volatile Inbound[] records = {};
    private static volatile long firstRecordNanos;

    private final BenchmarkCluster cluster;

    private Contest(BenchmarkCluster cluster) {
        this.cluster = cluster;
    }

    static Contest over(Inbound[] input, Duration checkpointEvery) throws Exception {
        records = input;
        return new Contest(new BenchmarkCluster(checkpointEvery));
    }

    /** Runs one contestant over all records; what it sent is in {@link LastRows}. */
    Run run(Contestant contestant) throws Exception {
        StreamExecutionEnvironment environment = cluster.environment();
        KeyedStream<Activity, String> byCustomer = environment
                .fromSource(
                        new NumberSequenceSource(0, records.length - 1),
                        WatermarkStrategy.noWatermarks(),
                        "Numbers",
                        Types.LONG)
                .uid("numbers")
                .map(new RecordOfNumber())
                .returns(TypeInformation.of(Inbound.class))
                .uid("records")
                .assignTimestampsAndWatermarks(ArrivalClock.strategy(Duration.ofMinutes(1), Duration.ofHours(1)))
                .uid("clock")
                .process(new SplitInbound(1), ActivityTypeInfo.INSTANCE)
                .uid("split")
                .keyBy(Activity::customerId, Types.STRING);
        contestant
                .attach(byCustomer, TypeInformation.of(CustomerOutput.class))
                .uid("contestant")
                .sinkTo(new LastRows())
                .uid("rows");
        double load = CpuClock.load();
        cluster.execute(environment);
        long cpuNanos = CpuClock.nanos() - firstRecordNanos;
        LastRows.Kept kept = LastRows.kept();
        return new Run(contestant.title(), cpuNanos, kept.rows, kept.last.size(), kept.sum(), load);
    }

    @Override
    public void close() throws Exception {
        records = new Inbound[0];
        cluster.close();
    }

    /** Takes records from memory by their number; the clock starts with the first. */
    private static final class RecordOfNumber implements MapFunction<Long, Inbound> {

        private static final long serialVersionUID = 1;

        @Override
        public Inbound map(Long number) {
            if (number == 0) {
                firstRecordNanos = CpuClock.nanos();
            }
            return records[number.intValue()];
        }
    }
}
