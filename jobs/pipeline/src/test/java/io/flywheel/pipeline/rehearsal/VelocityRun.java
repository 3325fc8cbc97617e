package io.flywheel.pipeline.rehearsal;

import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.wheel.window.Dimension;
import io.flywheel.pipeline.JobInvariants;
import io.flywheel.pipeline.RelayFeed;
import io.flywheel.pipeline.VelocityOutputs;
import io.flywheel.pipeline.VelocityTopology;
import io.flywheel.pipeline.relay.Arrived;
import io.flywheel.pipeline.relay.SenderClock;
import io.flywheel.pipeline.relay.SendersClock;
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
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** One run of the real velocity graph on the cluster of the test, from the signals of a history into files of one folder, until long after the last of them. */
public record VelocityRun(Path folder, History history, int parallelism, boolean disordered, boolean breaks) {

    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final Duration NEVER_IDLE = Duration.ofDays(1);
    private static final Duration DISORDER = Duration.ofDays(1);
    private static final long AFTER_ALL = History.END + Duration.ofDays(60).toMillis();
    private static final double REPEATS = 0.1;
    private static final int SIGNALS_A_SECOND = 2_000;
    private static final int FEW = 3;

    public VelocityRun toTheEnd() throws Exception {
        StreamExecutionEnvironment environment =
                JobInvariants.apply(StreamExecutionEnvironment.getExecutionEnvironment(configuration()));
        Script script = new Script(history, disordered, breaks, folder.toString());
        RelayFeed<Signal> feed = new RelayFeed<>(
                new DataGeneratorSource<>(
                        script, script.log().size(), RateLimiterStrategy.perSecond(SIGNALS_A_SECOND), Arrived.SIGNALS),
                SendersClock.strategy(BOUND, NEVER_IDLE));
        // one reader, for the order of arrival is what the run is about
        environment.setParallelism(1);
        var signals = VelocityTopology.signals(environment, feed);
        environment.setParallelism(parallelism);
        var unused = VelocityTopology.build(
                signals,
                new VelocityOutputs(
                        sink("wheel", WheelLines::of),
                        sink("windows", WheelLines::of),
                        sink("growth", WheelLines::of),
                        sink("hotspots", WheelLines::of),
                        new DiscardingSink<>()),
                MomentumRun.decisions(environment),
                new WheelRules(SmallCatalogue::load, List::of),
                new WheelSettings("test", EnumSet.of(Dimension.ALL, Dimension.SEGMENT), FEW, FEW - 1, 20));
        environment.execute("velocity");
        return this;
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

    private <T> Sink<T> sink(String name, LineSink.Form<T> form) throws IOException {
        return new LineSink<>(Files.createDirectories(folder.resolve(name)).toString(), form);
    }

    public Map<String, String> wheelRows() {
        return LineSink.table(folder.resolve("wheel"));
    }

    public Map<String, String> windowRows() {
        return LineSink.table(folder.resolve("windows"));
    }

    public Map<String, String> growthRows() {
        return LineSink.table(folder.resolve("growth"));
    }

    public Map<String, String> hotspotRows() {
        return LineSink.table(folder.resolve("hotspots"));
    }

    /** The log by place; it is made where it is read, for signals are not sent about as Java objects. */
    private static final class Script implements GeneratorFunction<Long, Arrived<Signal>> {
        private static final long serialVersionUID = 1;
        private static final double BREAK = 0.6;

        private final History history;
        private final boolean disordered;
        private final boolean breaks;
        private final String folder;
        private transient List<Arrived<Signal>> log = List.of();

        Script(History history, boolean disordered, boolean breaks, String folder) {
            this.history = history;
            this.disordered = disordered;
            this.breaks = breaks;
            this.folder = folder;
        }

        @Override
        public void open(SourceReaderContext context) throws Exception {
            log = log();
        }

        /** One sender, whose time follows from the arrivals. */
        private static Arrived<Signal> stamped(Arrived<Signal> inbound) {
            long time = inbound.arrivedAtMillis() - BOUND.toMillis() - 1;
            return new Arrived<>(inbound.arrivedAtMillis(), inbound.content(), new SenderClock(0, 1, time));
        }

        List<Arrived<Signal>> log() throws Exception {
            List<Arrived<Signal>> inOrder = SignalLog.of(history.list());
            List<Arrived<Signal>> made = new ArrayList<>(
                    disordered ? SignalLog.disordered(inOrder, history.seed(), DISORDER.toMillis(), REPEATS) : inOrder);
            made.replaceAll(Script::stamped);
            made.add(new Arrived<>(AFTER_ALL, null, null));
            return made;
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
