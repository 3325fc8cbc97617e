package io.flywheel.local.replay;

import io.flywheel.app.config.JobOptions;
import io.flywheel.local.Configurations;
import io.flywheel.local.Endpoints;
import io.flywheel.local.JobKind;
import io.flywheel.local.LocalJob;
import io.flywheel.local.LocalStack;
import io.flywheel.local.MomentumTables;
import io.flywheel.local.Parts;
import io.flywheel.local.RowCounts;
import io.flywheel.local.WatchedJob;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.flink.LocalFlink;
import io.flywheel.local.home.DataDirectory;
import io.flywheel.local.home.KeptCheckpoints;
import io.flywheel.local.kafka.ReadingGroup;
import io.flywheel.local.postgres.DatabaseAccess;
import io.flywheel.local.progress.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The replay of topics with a Flink in this process: the pipeline job from the oldest records, with alerts muted, until a checkpoint lies beyond where the topics ended when it began.
 *
 * <p><b>Shape:</b> reads under a group of its own, so that the places of a running job do not move. The checkpoint stays, and {@code run} goes on from it.
 * <p><b>Errors:</b> {@link Failure} with {@link ErrorCode#USAGE} when the data directory holds a checkpoint that was not to be forgotten, and with {@link ErrorCode#TIMED_OUT}.
 */
public final class LocalTopicReplay implements TopicReplay {

    private static final Duration TICK = Duration.ofMillis(500);

    private final MomentumTables tables;
    private final Configurations configurations;
    private final Clock clock;

    public LocalTopicReplay(MomentumTables tables, Configurations configurations, Clock clock) {
        this.tables = tables;
        this.configurations = configurations;
        this.clock = clock;
    }

    @Override
    public TopicReplayReport run(TopicReplayRequest request, Progress progress) {
        Instant begunAt = clock.instant();
        Endpoints endpoints = muted(request, begunAt);
        refuseCluster(endpoints);
        try (Parts parts = new Parts()) {
            DataDirectory directory = parts.start("data directory", () -> DataDirectory.take(request.dataDirectory()));
            LocalJob graph = new LocalJob(JobKind.PIPELINE, endpoints.config());
            KeptCheckpoints kept = kept(request, directory, graph);
            return new Course(request, progress, parts, endpoints, graph, kept, begunAt).run(directory);
        }
    }

    private Endpoints muted(TopicReplayRequest request, Instant begunAt) {
        Endpoints asConfigured = configurations.endpoints(request.configuration(), request.settings());
        Map<String, String> settings = new HashMap<>(request.settings());
        settings.put(
                JobOptions.GROUP_ID.key(),
                asConfigured.config().value(JobOptions.GROUP_ID) + "-replay-" + begunAt.toEpochMilli());
        settings.put(JobOptions.START_FROM.key(), "earliest");
        settings.put(JobOptions.ALERTS_MODE.key(), "suppress");
        return configurations.endpoints(request.configuration(), settings);
    }

    private static void refuseCluster(Endpoints endpoints) {
        Optional<String> address = endpoints.config().get(JobOptions.FLINK_ADDRESS);
        if (address.isPresent()) {
            throw new Failure(
                    ErrorCode.USAGE,
                    "a replay of topics runs in this process",
                    "flink.address names the cluster at " + address.get(),
                    "leave flink.address out, or replay on the cluster as docs/runbooks/replay.md says");
        }
    }

    private static KeptCheckpoints kept(TopicReplayRequest request, DataDirectory directory, LocalJob graph) {
        KeptCheckpoints kept = directory.kept(graph.identity());
        Optional<KeptCheckpoints.Kept> last = kept.newest();
        if (last.isPresent() && !request.fresh()) {
            throw new Failure(
                    ErrorCode.USAGE,
                    "the data directory holds a checkpoint of this job of "
                            + last.get().at(),
                    "a replay begins without state and would leave its own in that place",
                    "forget it with --fresh, or name another place with --data-dir; nothing was replayed");
        }
        kept.forget();
        return kept;
    }

    /** One replay from the oldest record to the report. */
    private final class Course {

        private final TopicReplayRequest request;
        private final Progress progress;
        private final Parts parts;
        private final DatabaseAccess database;
        private final Endpoints endpoints;
        private final LocalJob graph;
        private final KeptCheckpoints kept;
        private final Instant begunAt;

        Course(
                TopicReplayRequest request,
                Progress progress,
                Parts parts,
                Endpoints endpoints,
                LocalJob graph,
                KeptCheckpoints kept,
                Instant begunAt) {
            this.request = request;
            this.progress = progress;
            this.parts = parts;
            this.database = endpoints.database();
            this.endpoints = endpoints;
            this.graph = graph;
            this.kept = kept;
            this.begunAt = begunAt;
        }

        TopicReplayReport run(DataDirectory directory) {
            int parallelism = LocalStack.parallelism();
            MomentumTables.Mark start = RowCounts.answer(database, () -> tables.mark(database));
            try (ReadingGroup group = new ReadingGroup(
                    endpoints.bootstrapServers(),
                    endpoints.kafkaSecurity(),
                    endpoints.config().value(JobOptions.GROUP_ID),
                    graph.inputs())) {
                progress.begin("Flink job");
                LocalFlink flink = parts.start("Flink", () -> LocalFlink.startKeeping(directory, parallelism, kept));
                WatchedJob job = new WatchedJob(
                        flink.submit(graph.title(), graph::build), parts, "read the log in " + directory.logs());
                job.awaitRunning();
                progress.done("RUNNING");
                awaitEnd(group, job);
                long millis = graph.writtenUpToMillis(tables, database, parallelism, start);
                return report(group.offsets(), millis);
            }
        }

        private void awaitEnd(ReadingGroup group, WatchedJob job) {
            progress.begin("replay");
            while (!group.hasReadAll()) {
                job.failIfEnded();
                progress.update(String.format(Locale.ROOT, "%,d of %,d", group.read(), group.offsets()));
                if (clock.instant().isAfter(begunAt.plus(request.timeout()))) {
                    throw new Failure(
                            ErrorCode.TIMED_OUT,
                            "the replay was not finished within "
                                    + request.timeout().toSeconds() + " s",
                            group.read() + " of " + group.offsets() + " are in the tables",
                            "allow more with --timeout; the replay begins anew");
                }
                if (parts.endsWithin(TICK)) {
                    throw new Failure(
                            ErrorCode.UNEXPECTED,
                            "the replay was ended before its end",
                            "it was told to end",
                            "start it again with --fresh");
                }
            }
            progress.done(String.format(Locale.ROOT, "%,d", group.offsets()));
        }

        private TopicReplayReport report(long offsets, long writtenUpToMillis) {
            double seconds = Duration.between(begunAt, clock.instant()).toMillis() / 1000.0;
            return new TopicReplayReport(
                    offsets,
                    RowCounts.answer(database, () -> tables.customers(database)),
                    seconds,
                    seconds == 0 ? 0 : offsets / seconds,
                    writtenUpToMillis == Long.MIN_VALUE ? null : Instant.ofEpochMilli(writtenUpToMillis),
                    kept.newest().map(last -> last.folder().toString()).orElse(""));
        }
    }
}
