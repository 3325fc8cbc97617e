package io.flywheel.pipeline.rehearsal;

import static org.awaitility.Awaitility.await;

import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.control.ControlKind;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.quality.QualityOutput;
import io.flywheel.domain.quality.QualityWindow;
import io.flywheel.domain.signal.Signal;
import io.flywheel.pipeline.Feed;
import io.flywheel.pipeline.Inputs;
import io.flywheel.pipeline.JobInvariants;
import io.flywheel.pipeline.MomentumSettings;
import io.flywheel.pipeline.MomentumTopology;
import io.flywheel.pipeline.Outputs;
import io.flywheel.pipeline.customer.TrackingSettings;
import io.flywheel.pipeline.intake.ArrivalClock;
import io.flywheel.pipeline.relay.Stamped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** One run of the real graph on the cluster of the test, from an {@link InboundLog} into files of one folder. */
public record MomentumRun(
        Path folder,
        InboundLog log,
        int parallelism,
        Pace pace,
        @Nullable String savepoint) {

    static final Duration BOUND = Duration.ofMinutes(1);

    private static final Duration NEVER_IDLE = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int FEW = 3;
    private static final String HEARTBEAT = "heartbeat";

    public static MomentumRun of(Path folder, History history, int parallelism) {
        return new MomentumRun(folder, new InboundLog(history), parallelism, Pace.steady(6, folder), null);
    }

    /** The run breaks once when this share of the time span is reached. */
    public MomentumRun breakingAt(double share) {
        return new MomentumRun(folder, log, parallelism, pace.breakingAt(share), savepoint);
    }

    /** The run waits for a savepoint when this share of the time span is reached. */
    public MomentumRun until(double share) {
        return new MomentumRun(folder, log, parallelism, pace.until(share), savepoint);
    }

    public MomentumRun from(String restored) {
        return new MomentumRun(folder, log, parallelism, pace, restored);
    }

    public void toTheEnd() throws Exception {
        start().getJobExecutionResult().get();
    }

    /** Runs until all sources wait, stops, and returns where the state was left. */
    public String leaveSavepoint() throws Exception {
        JobClient job = start();
        await().atMost(PATIENCE)
                .until(() -> waitingReaders() == EventStream.values().length * parallelism
                        || job.getJobStatus().get().isGloballyTerminalState());
        return job.stopWithSavepoint(
                        false, folder.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
    }

    private int waitingReaders() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return (int) files.filter(file -> file.getFileName().toString().startsWith("waiting-"))
                    .count();
        }
    }

    private JobClient start() throws Exception {
        StreamExecutionEnvironment environment =
                JobInvariants.apply(StreamExecutionEnvironment.getExecutionEnvironment(configuration()));
        environment.setParallelism(parallelism);
        var unused = MomentumTopology.build(
                environment,
                new Inputs(feed(EventStream.CLICKSTREAM), feed(EventStream.DEALS), feed(EventStream.SUPPORT)),
                outputs(),
                decisions(environment),
                SmallMomentumRules.MOMENTUM,
                new MomentumSettings(
                        new TrackingSettings("test", FEW, FEW - 1, 20, TrackingSettings.MEMORY_MILLIS, true),
                        1,
                        Duration.ofDays(60).toMillis()));
        return environment.executeAsync("momentum");
    }

    /** A silence, which changes no number; the control topic itself is tried elsewhere. */
    static DataStream<ControlRecord> decisions(StreamExecutionEnvironment environment) {
        ControlRecord silence = new ControlRecord(ControlKind.SILENCE, "quiet", 1, 0, null, "ann", "");
        return environment
                .fromData(TypeInformation.of(ControlRecord.class), silence)
                .uid("decisions");
    }

    private Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        // all state in files, which a savepoint names without their folder
        configuration.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ZERO);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, pace.breaks() ? 1 : 0);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        if (savepoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        return configuration;
    }

    private Feed feed(EventStream stream) {
        Pace its = stream == EventStream.DEALS ? pace : pace.breakingAt(1);
        return new Feed(new PartitionedSource(log, stream, its), ArrivalClock.strategy(BOUND, NEVER_IDLE));
    }

    private Outputs outputs() throws IOException {
        return new Outputs(
                sink("customer-rows", MomentumRun::customerRow),
                sink("quality-rows", MomentumRun::qualityRow),
                sink("customer-topic", MomentumRun::customer),
                sink("signals", MomentumRun::signal),
                sink("late", Expected::placeOf),
                sink("refused", Expected::placeOf));
    }

    private static String customer(Stamped<CustomerUpdate> outbound) {
        CustomerUpdate update = outbound.content();
        return update == null ? "" : update(update);
    }

    private static String signal(Stamped<Signal> outbound) {
        Signal signal = outbound.content();
        return signal == null ? HEARTBEAT : signal.signalType() + " " + signal.kind() + " " + signal.eventId();
    }

    private <T> Sink<T> sink(String name, LineSink.Form<T> form) throws IOException {
        return new LineSink<>(Files.createDirectories(folder.resolve(name)).toString(), form);
    }

    private static String customerRow(CustomerOutput output) {
        CustomerUpdate update = output.update();
        return update == null ? "" : update(update);
    }

    private static String update(CustomerUpdate update) {
        return update.profile().customerId() + "\t" + update;
    }

    private static String qualityRow(QualityOutput output) {
        QualityWindow window = output.window();
        return window == null ? "" : Expected.keyOf(window) + "\t" + Expected.lineOf(window);
    }

    public Map<String, String> customerRows() {
        return LineSink.table(folder.resolve("customer-rows"));
    }

    public Map<String, String> customerTopic() {
        return LineSink.table(folder.resolve("customer-topic"));
    }

    public Map<String, String> qualityRows() {
        return LineSink.table(folder.resolve("quality-rows"));
    }

    public Set<String> signals() {
        Set<String> signals = LineSink.distinct(folder.resolve("signals"));
        signals.remove(HEARTBEAT);
        return signals;
    }

    public Set<String> late() {
        return LineSink.distinct(folder.resolve("late"));
    }

    public Set<String> refused() {
        return LineSink.distinct(folder.resolve("refused"));
    }
}
