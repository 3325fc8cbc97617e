package io.flywheel.local.run;

import io.flywheel.app.config.JobOptions;
import io.flywheel.local.Configurations;
import io.flywheel.local.Endpoints;
import io.flywheel.local.LocalJob;
import io.flywheel.local.LocalStack;
import io.flywheel.local.MomentumTables;
import io.flywheel.local.Parts;
import io.flywheel.local.RowCounts;
import io.flywheel.local.WatchedJob;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.flink.LocalFlink;
import io.flywheel.local.flink.RemoteFlink;
import io.flywheel.local.home.DataDirectory;
import io.flywheel.local.home.KeptCheckpoints;
import io.flywheel.local.postgres.DatabaseAccess;
import io.flywheel.local.progress.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The run of one job on the cluster of its configuration, or with a Flink in this process. */
public final class LocalRun implements Run {

    private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final MomentumTables tables;
    private final Configurations configurations;
    private final Clock clock;

    public LocalRun(MomentumTables tables, Configurations configurations, Clock clock) {
        this.tables = tables;
        this.configurations = configurations;
        this.clock = clock;
    }

    @Override
    public RunReport run(RunRequest request, Progress progress) {
        Endpoints endpoints = configurations.endpoints(request.configuration(), request.settings());
        Optional<String> address = endpoints.config().get(JobOptions.FLINK_ADDRESS);
        try (Parts parts = new Parts()) {
            Course course = new Course(request, progress, parts, endpoints);
            return address.isPresent() ? course.handOver(address.get()) : course.runHere();
        }
    }

    /** One run from the job's graph to the report. */
    private final class Course {

        private final RunRequest request;
        private final Progress progress;
        private final Parts parts;
        private final DatabaseAccess database;
        private final LocalJob graph;
        private final String startFrom;
        private final Instant begunAt = clock.instant();

        Course(RunRequest request, Progress progress, Parts parts, Endpoints endpoints) {
            this.request = request;
            this.progress = progress;
            this.parts = parts;
            this.database = endpoints.database();
            LOG.info("Settings in force: {}", endpoints.config());
            this.graph = new LocalJob(request.job(), endpoints.config());
            this.startFrom = endpoints.config().effective().getOrDefault(JobOptions.START_FROM.key(), "");
        }

        RunReport handOver(String address) {
            if (request.duration() != null || request.fresh()) {
                throw new Failure(
                        ErrorCode.USAGE,
                        "--duration and --fresh are for a job in this process",
                        "flink.address gives the job to the cluster at " + address + ", where it goes on",
                        "leave them out, or leave flink.address out");
            }
            progress.begin("Flink job");
            RemoteFlink flink = new RemoteFlink(address, request.classPath());
            JobClient submitted = flink.submit(graph.title(), Math.max(1, request.parallelism()), graph::build);
            WatchedJob job = new WatchedJob(submitted, parts, "look at " + flink.page());
            job.awaitRunning();
            progress.done("RUNNING");
            return report(job, flink.page().toString(), null);
        }

        RunReport runHere() {
            DataDirectory directory = parts.start("data directory", () -> DataDirectory.take(request.dataDirectory()));
            KeptCheckpoints kept = directory.kept(graph.identity());
            if (request.fresh()) {
                kept.forget();
            }
            int parallelism = request.parallelism() == 0 ? LocalStack.parallelism() : request.parallelism();
            MomentumTables.Mark start = RowCounts.answer(database, () -> tables.mark(database));
            progress.begin("Flink job");
            LocalFlink flink = parts.start("Flink", () -> LocalFlink.startKeeping(directory, parallelism, kept));
            WatchedJob job = new WatchedJob(
                    submit(flink, kept.newest()),
                    parts,
                    "read the log in " + directory.logs() + "; --fresh starts anew");
            job.awaitRunning();
            progress.done("RUNNING");
            progress.say("Open   " + flink.page() + "    Stop  Ctrl+C");
            parts.grantLastWords(LAST_WORDS);
            progress.begin("running");
            while (!timeIsOver() && !parts.endsWithin(TICK)) {
                job.failIfEnded();
                progress.update(live(parallelism, start));
            }
            progress.done(live(parallelism, start));
            return report(job, "local", writtenUpTo(parallelism, start));
        }

        private JobClient submit(LocalFlink flink, Optional<KeptCheckpoints.Kept> last) {
            if (last.isEmpty()) {
                progress.say("Starts with what the topics hold by kafka.start-from: " + startFrom);
                return flink.submit(graph.title(), graph::build);
            }
            KeptCheckpoints.Kept checkpoint = last.get();
            progress.say("Goes on from the checkpoint of " + checkpoint.at() + "; --fresh starts anew");
            return flink.resume(graph.title(), graph::build, checkpoint.folder());
        }

        private boolean timeIsOver() {
            Duration duration = request.duration();
            return duration != null && !begunAt.plus(duration).isAfter(clock.instant());
        }

        /** The job outlives an outage of the database, and so does the look at its tables. */
        private String live(int parallelism, MomentumTables.Mark start) {
            try {
                Instant reached = writtenUpTo(parallelism, start);
                return reached == null ? "no rows of every part yet" : "rows up to " + reached;
            } catch (Failure failure) {
                return failure.what();
            }
        }

        private @Nullable Instant writtenUpTo(int parallelism, MomentumTables.Mark start) {
            long millis = graph.writtenUpToMillis(tables, database, parallelism, start);
            return millis == Long.MIN_VALUE ? null : Instant.ofEpochMilli(millis);
        }

        private RunReport report(WatchedJob job, String where, @Nullable Instant watermark) {
            double seconds = Duration.between(begunAt, clock.instant()).toMillis() / 1000.0;
            return new RunReport(request.job().toString(), job.id(), where, seconds, watermark);
        }
    }
}
