package io.flywheel.local.replay;

import io.flywheel.app.control.ControlJson;
import io.flywheel.app.kafka.TopicNames;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.local.Configurations;
import io.flywheel.local.Endpoints;
import io.flywheel.local.JobKind;
import io.flywheel.local.LocalJob;
import io.flywheel.local.LocalStack;
import io.flywheel.local.MomentumTables;
import io.flywheel.local.Parts;
import io.flywheel.local.Ports;
import io.flywheel.local.RowCounts;
import io.flywheel.local.Tally;
import io.flywheel.local.WatchedJob;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.home.DataDirectory;
import io.flywheel.local.home.PeakMemory;
import io.flywheel.local.kafka.KafkaSender;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.postgres.DatabaseAccess;
import io.flywheel.local.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The replay with embedded parts, or with the Kafka and PostgreSQL of a configuration. */
public final class LocalReplay implements Replay {

    private static final Duration TICK = Duration.ofMillis(200);

    /** How far the heartbeats at the end move the clock beyond the last arrival. */
    private static final Duration BEYOND_THE_END = Duration.ofMinutes(5);

    private final MomentumTables tables;
    private final Configurations configurations;
    private final Clock clock;

    public LocalReplay(MomentumTables tables, Configurations configurations, Clock clock) {
        this.tables = tables;
        this.configurations = configurations;
        this.clock = clock;
    }

    @Override
    public ReplayReport run(ReplayRequest request, Progress progress) {
        try (Parts parts = new Parts()) {
            DataDirectory directory = parts.start("data directory", () -> DataDirectory.take(request.dataDirectory()));
            LocalStack stack = new LocalStack(parts, directory, progress);
            Endpoints endpoints = world(request, directory, stack);
            MomentumTables.Mark start = RowCounts.answer(endpoints.database(), () -> tables.mark(endpoints.database()));
            int decided = publish(request.decisions(), endpoints);
            WatchedJob job = stack.startJob(JobKind.PIPELINE, 0, endpoints);
            stack.leaveCard();
            return new Course(request, progress, parts, stack.memory(), endpoints, job, start, decided).run();
        }
    }

    /** What was decided is there before the job, so that every event is judged by what was in force when it happened. */
    private int publish(@Nullable Path decisions, Endpoints endpoints) {
        if (decisions == null) {
            return 0;
        }
        try (KafkaSender sender = new KafkaSender(endpoints.bootstrapServers(), endpoints.kafkaSecurity())) {
            List<String> lines = Files.readAllLines(decisions, StandardCharsets.UTF_8);
            for (String line : lines) {
                byte[] value = line.getBytes(StandardCharsets.UTF_8);
                ControlRecord record = ControlJson.read(value);
                sender.send(new OutgoingRecord(
                        TopicNames.of(endpoints.config()).control(),
                        record.key().getBytes(StandardCharsets.UTF_8),
                        value,
                        record.effectiveFromMillis()));
            }
            sender.flush();
            return lines.size();
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "the decisions " + decisions + " can not be read",
                    Failure.wordsOf(e),
                    "write one control record in JSON a line, as in docs/reference/control.md; nothing was replayed",
                    e);
        }
    }

    private Endpoints world(ReplayRequest request, DataDirectory directory, LocalStack stack) {
        Path configuration = request.configuration();
        if (configuration != null) {
            return configurations.endpoints(configuration, request.settings());
        }
        directory.clear();
        return stack.startWorld(Ports.anyFree(), tables, configurations, Map.of());
    }

    /** One replay from the first record to the report. */
    private final class Course {

        private final ReplayRequest request;
        private final Progress progress;
        private final Parts parts;
        private final DatabaseAccess database;
        private final Endpoints endpoints;
        private final WatchedJob job;
        private final PeakMemory memory;
        private final Instant begunAt = clock.instant();
        private final Instant limit;
        private final LocalJob graph;
        private final MomentumTables.Mark start;
        private final int decided;
        private long lines;
        private long copies;
        private long sent;
        private long latestMillis;
        private long finalWatermark;

        Course(
                ReplayRequest request,
                Progress progress,
                Parts parts,
                PeakMemory memory,
                Endpoints endpoints,
                WatchedJob job,
                MomentumTables.Mark start,
                int decided) {
            this.request = request;
            this.progress = progress;
            this.parts = parts;
            this.endpoints = endpoints;
            this.database = endpoints.database();
            this.job = job;
            this.memory = memory;
            this.limit = begunAt.plus(request.timeout());
            this.graph = new LocalJob(JobKind.PIPELINE, endpoints.config());
            this.start = start;
            this.decided = decided;
        }

        ReplayReport run() {
            send();
            awaitRows();
            double seconds = Duration.between(begunAt, clock.instant()).toMillis() / 1000.0;
            int dumped = dump(request.dumpDirectory());
            return report(seconds, dumped);
        }

        private void send() {
            progress.begin("records");
            RecordedFeed feed = RecordedFeed.read(request, endpoints);
            lines = feed.lines();
            copies = feed.copies();
            try (KafkaSender sender = new KafkaSender(endpoints.bootstrapServers(), endpoints.kafkaSecurity())) {
                Iterator<OutgoingRecord> records = feed.records();
                while (records.hasNext()) {
                    OutgoingRecord record = records.next();
                    sender.send(record);
                    latestMillis = Math.max(latestMillis, record.timestampMillis());
                    sent++;
                    if (sent % 10_000 == 0) {
                        progress.update(String.format(Locale.ROOT, "%,d sent", sent));
                        tick();
                    }
                }
                long end = latestMillis + BEYOND_THE_END.toMillis();
                sender.heartbeats(graph.inputs(), end);
                finalWatermark = graph.watermarkAfter(end);
                sender.flush();
            }
            progress.done(String.format(Locale.ROOT, "%,d lines, %,d records sent", lines, sent));
        }

        private void awaitRows() {
            progress.begin("rows");
            while (!settled()) {
                progress.update(String.format(Locale.ROOT, "%,d of %,d", tally().received(), sent));
                tick();
            }
            progress.done(String.format(Locale.ROOT, "%,d customers", customers()));
        }

        /** Bands change in silence until the clock stands still, so the tables are final only then. */
        private boolean settled() {
            return graph.writtenUpToMillis(tables, database, LocalStack.parallelism(), start) >= finalWatermark
                    && tally().received() >= sent
                    && RowCounts.answer(database, () -> tables.decisions(database, start)) >= decided;
        }

        private void tick() {
            memory.sample();
            job.failIfEnded();
            if (clock.instant().isAfter(limit)) {
                throw new Failure(
                        ErrorCode.TIMED_OUT,
                        "the replay was not finished within "
                                + request.timeout().toSeconds() + " s",
                        tally().received() + " of " + sent + " records are in the tables",
                        "allow more with --timeout, or read the log in " + request.dataDirectory());
            }
            if (parts.endsWithin(TICK)) {
                throw new Failure(
                        ErrorCode.UNEXPECTED,
                        "the replay was ended before its end",
                        "it was told to end",
                        "start it again");
            }
        }

        private int dump(@Nullable Path directory) {
            if (directory == null) {
                return 0;
            }
            progress.begin("dump");
            int files = RowCounts.answer(database, () -> {
                try {
                    return tables.dump(database, directory);
                } catch (IOException e) {
                    throw new Failure(
                            ErrorCode.UNEXPECTED,
                            "the tables can not be written to " + directory,
                            Failure.wordsOf(e),
                            "name a directory that can be written",
                            e);
                }
            });
            progress.done(files + " files in " + directory);
            return files;
        }

        private ReplayReport report(double seconds, int dumped) {
            Tally tally = tally();
            return new ReplayReport(
                    request.source(),
                    lines,
                    sent,
                    copies,
                    tally.accepted(),
                    tally.duplicates(),
                    tally.late(),
                    tally.rejected(),
                    tally.rejectedByReason(),
                    tally.unmappedTypes(),
                    customers(),
                    seconds,
                    seconds == 0 ? 0 : sent / seconds,
                    RowCounts.answer(database, () -> RowCounts.written(database)),
                    dumped,
                    memory.peakBytes());
        }

        /** What became of this run's records; tables of a configured database may hold earlier ones. */
        private Tally tally() {
            return RowCounts.answer(database, () -> tables.tally(database)).since(start.tally());
        }

        private long customers() {
            return RowCounts.answer(database, () -> tables.customers(database));
        }
    }
}
