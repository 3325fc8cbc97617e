package io.flywheel.pipeline.rehearsal;

import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.alert.AlertTransition;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.spike.SpotReading;
import io.flywheel.domain.wheel.window.Dimension;
import io.flywheel.pipeline.AlertTopology;
import io.flywheel.pipeline.JobInvariants;
import io.flywheel.pipeline.RelayFeed;
import io.flywheel.pipeline.VelocityOutputs;
import io.flywheel.pipeline.VelocityStreams;
import io.flywheel.pipeline.VelocityTopology;
import io.flywheel.pipeline.names.Operators;
import io.flywheel.pipeline.names.States;
import io.flywheel.pipeline.relay.Arrived;
import io.flywheel.pipeline.relay.SenderClock;
import io.flywheel.pipeline.relay.SendersClock;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.pipeline.wheel.WheelRules;
import io.flywheel.pipeline.wheel.WheelSettings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** One run of the real graph from signals to the alerts of windows on the cluster of the test; the signals come in order and soon after they happened. */
public record AlertRun(Path folder, int parallelism, boolean breaks) {

    private static final History HISTORY = History.clean(7, 10, 3_000);
    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final Duration NEVER_IDLE = Duration.ofDays(1);
    private static final long AFTER_ALL = History.END + Duration.ofDays(2).toMillis();
    private static final int SIGNALS_A_SECOND = 2_000;

    /** Every change of every alert by its id. */
    public Map<String, String> transitions() throws Exception {
        StreamExecutionEnvironment environment =
                JobInvariants.apply(StreamExecutionEnvironment.getExecutionEnvironment(configuration()));
        Script script = new Script(breaks, folder.toString());
        RelayFeed<Signal> feed = new RelayFeed<>(
                new DataGeneratorSource<>(
                        script, Script.log().size(), RateLimiterStrategy.perSecond(SIGNALS_A_SECOND), Arrived.SIGNALS),
                SendersClock.strategy(BOUND, NEVER_IDLE));
        environment.setParallelism(1);
        var signals = VelocityTopology.signals(environment, feed);
        environment.setParallelism(parallelism);
        DataStream<ControlRecord> silence = MomentumRun.decisions(environment);
        VelocityStreams wheel = VelocityTopology.build(
                signals,
                new VelocityOutputs(
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>()),
                silence,
                new WheelRules(SmallCatalogue::load, List::of),
                new WheelSettings("test", EnumSet.of(Dimension.ALL, Dimension.SEGMENT), 3, 2, 20));
        String place = Files.createDirectories(folder.resolve("alerts")).toString();
        BroadcastStream<ControlRecord> decisions = silence.broadcast(States.broadcastDecisions());
        Operators.ALERT_ROWS.mark(AlertTopology.ofWindows(
                        DataStreamUtils.reinterpretAsKeyedStream(wheel.windows(), CellRow::series, Types.STRING),
                        decisions,
                        new SmallRules())
                .union(AlertTopology.ofHotspots(
                        wheel.spikes().keyBy(SpotReading::series, Types.STRING), decisions, new SmallRules()))
                .sinkTo(new LineSink<>(place, AlertRun::line)));
        environment.execute("alerts");
        return LineSink.table(folder.resolve("alerts"));
    }

    private static String line(AlertOutput output) {
        AlertTransition step = output.transition();
        return step == null
                ? ""
                : step.id() + "\t" + step.from().word() + " " + step.to().word() + " " + step.atMillis() + " "
                        + step.value() + " " + step.reason().word();
    }

    private Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, breaks ? 1 : 0);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        return configuration;
    }

    /** The log by place; it is made where it is read, for signals are not sent about as Java objects. */
    private static final class Script implements GeneratorFunction<Long, Arrived<Signal>> {
        private static final long serialVersionUID = 1;
        private static final double BREAK = 0.6;

        private final boolean breaks;
        private final String folder;
        private transient List<Arrived<Signal>> log = List.of();

        Script(boolean breaks, String folder) {
            this.breaks = breaks;
            this.folder = folder;
        }

        @Override
        public void open(SourceReaderContext context) throws Exception {
            log = log();
        }

        static List<Arrived<Signal>> log() throws Exception {
            List<Arrived<Signal>> prompt = new ArrayList<>();
            for (Arrived<Signal> inbound : SignalLog.of(HISTORY.list())) {
                var signal = inbound.content();
                if (signal != null && inbound.arrivedAtMillis() - signal.occurredAtMillis() < BOUND.toMillis()) {
                    long time = inbound.arrivedAtMillis() - BOUND.toMillis() - 1;
                    prompt.add(new Arrived<>(inbound.arrivedAtMillis(), signal, new SenderClock(0, 1, time)));
                }
            }
            prompt.add(new Arrived<>(AFTER_ALL, null, null));
            return prompt;
        }

        @Override
        public Arrived<Signal> map(Long place) throws IOException {
            if (breaks && place == (long) (BREAK * log.size()) && isFirstTime()) {
                throw new IllegalStateException("this failure is part of the test");
            }
            return log.get(Math.toIntExact(place));
        }

        private boolean isFirstTime() throws IOException {
            try {
                Files.createFile(Path.of(folder, "broken"));
                return true;
            } catch (FileAlreadyExistsException before) {
                return false;
            }
        }
    }
}
