package io.flywheel.local.demo;

import io.flywheel.app.config.JobOptions;
import io.flywheel.dashboard.Dashboard;
import io.flywheel.local.Configurations;
import io.flywheel.local.Endpoints;
import io.flywheel.local.JobKind;
import io.flywheel.local.LocalJob;
import io.flywheel.local.LocalStack;
import io.flywheel.local.MomentumTables;
import io.flywheel.local.OutgoingEvents;
import io.flywheel.local.Parts;
import io.flywheel.local.RowCounts;
import io.flywheel.local.Tally;
import io.flywheel.local.WatchedJob;
import io.flywheel.local.decisions.Controls;
import io.flywheel.local.decisions.LocalControls;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.home.DataDirectory;
import io.flywheel.local.home.PeakMemory;
import io.flywheel.local.kafka.KafkaSender;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.page.LocalDashboard;
import io.flywheel.local.page.PageDecisions;
import io.flywheel.local.progress.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The demo with embedded parts: starts everything, sends each record when its time has come, and watches the tables. */
public final class LocalDemo implements Demo {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration FIRST_ROW_LIMIT = Duration.ofSeconds(60);
    /** The demo sends in order and to the second, so its time need not wait a minute for stragglers, nor do its alerts. */
    private static final Map<String, String> SETTINGS = Map.of(JobOptions.WATERMARK_BOUND.key(), "2 s");

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final MomentumTables tables;
    private final Configurations configurations;
    private final Clock clock;

    public LocalDemo(MomentumTables tables, Configurations configurations, Clock clock) {
        this.tables = tables;
        this.configurations = configurations;
        this.clock = clock;
    }

    @Override
    public DemoReport run(DemoRequest request, Progress progress) {
        try (Parts parts = new Parts()) {
            DataDirectory directory = parts.start("data directory", () -> DataDirectory.take(request.dataDirectory()));
            if (!request.keep()) {
                directory.clear();
            }
            LocalStack stack = new LocalStack(parts, directory, progress);
            Endpoints endpoints = stack.startWorld(request.ports(), tables, configurations, SETTINGS);
            Dashboard page = parts.start(
                    "page",
                    () -> LocalDashboard.onLoopback(
                            endpoints.database(),
                            request.ports().page(),
                            new PageDecisions(
                                    new LocalControls(configurations, clock),
                                    new Controls.Place(null, request.dataDirectory()),
                                    clock),
                            clock));
            DemoAlerts alerts = parts.start(
                    "notifier",
                    () -> DemoAlerts.start(
                            endpoints.database(), page.address(), request.alertmanager(), progress, clock));
            WatchedJob job = stack.startJob(JobKind.PIPELINE, request.ports().web(), endpoints);
            stack.leaveCard();
            Watch watch = new Watch(request, progress, parts, stack, endpoints, job, page, alerts);
            return watch.run();
        }
    }

    /** One demo from the first record to the report. */
    private final class Watch {

        private final DemoRequest request;
        private final Progress progress;
        private final Parts parts;
        private final LocalStack stack;
        private final Endpoints endpoints;
        private final WatchedJob job;
        private final Dashboard page;
        private final DemoAlerts alerts;
        private final PeakMemory memory;
        private final LocalJob graph;
        private final AtomicLong sent = new AtomicLong();
        private final AtomicReference<@Nullable Failure> sendingFailed = new AtomicReference<>();

        Watch(
                DemoRequest request,
                Progress progress,
                Parts parts,
                LocalStack stack,
                Endpoints endpoints,
                WatchedJob job,
                Dashboard page,
                DemoAlerts alerts) {
            this.request = request;
            this.progress = progress;
            this.parts = parts;
            this.stack = stack;
            this.endpoints = endpoints;
            this.job = job;
            this.page = page;
            this.alerts = alerts;
            this.memory = stack.memory();
            this.graph = new LocalJob(JobKind.PIPELINE, endpoints.config());
        }

        DemoReport run() {
            InventedFeed feed = new InventedFeed(request, clock.instant(), new OutgoingEvents(endpoints));
            Thread sending = new Thread(() -> sendUntilTheEnd(feed.records()), "demo-records");
            sending.setDaemon(true);
            sending.start();
            progress.begin("first numbers");
            double firstRow = awaitFirstRow();
            double ready = secondsSinceStart();
            announce(feed);
            parts.grantLastWords(LAST_WORDS);
            watchUntilTheEnd();
            return report(ready, firstRow);
        }

        private void sendUntilTheEnd(Iterator<OutgoingRecord> feed) {
            try (KafkaSender sender = new KafkaSender(endpoints.bootstrapServers(), endpoints.kafkaSecurity())) {
                while (feed.hasNext() && !parts.isEnding()) {
                    OutgoingRecord next = feed.next();
                    if (waitUntil(next.timestampMillis(), sender)) {
                        return;
                    }
                    sender.send(next);
                    sent.incrementAndGet();
                }
            } catch (Failure failure) {
                sendingFailed.set(failure);
            }
        }

        /** Quiet moments carry heartbeats, so that the tables keep up with the clock. True when the run ends meanwhile. */
        private boolean waitUntil(long dueMillis, KafkaSender sender) {
            long aheadMillis = dueMillis - clock.millis();
            while (aheadMillis > 0) {
                sender.heartbeats(graph.inputs(), clock.millis());
                if (parts.endsWithin(Duration.ofMillis(Math.min(aheadMillis, 1000)))) {
                    return true;
                }
                aheadMillis = dueMillis - clock.millis();
            }
            return false;
        }

        private double awaitFirstRow() {
            Instant limit = clock.instant().plus(FIRST_ROW_LIMIT);
            while (customers() == 0) {
                if (clock.instant().isAfter(limit)) {
                    throw new Failure(
                            ErrorCode.TIMED_OUT,
                            "no row came within " + FIRST_ROW_LIMIT.toSeconds() + " s",
                            sent.get() + " records were sent and the job runs, but customer_momentum is empty",
                            "read the log in the data directory");
                }
                if (tick()) {
                    throw new Failure(
                            ErrorCode.UNEXPECTED,
                            "the demo was ended before its first row",
                            "it was told to end",
                            "start it again");
                }
            }
            double seconds = secondsSinceStart();
            progress.done(customers() + " customers");
            return seconds;
        }

        private void announce(InventedFeed feed) {
            progress.say("Open   " + page.address());
            progress.say("Flink  " + stack.page());
            progress.say("Tables " + endpoints.database().jdbcUrl() + " (user "
                    + endpoints.database().user() + ", password in "
                    + endpoints.config().get(JobOptions.POSTGRES_PASSWORD_FILE).orElse("the configuration") + ")");
            feed.incidents()
                    .forEach(incident -> progress.say("Watch  at +"
                            + Duration.between(request.startedAt(), incident.at())
                                    .toSeconds() + " s: " + incident.story()));
            progress.say(
                    "Ask    flywheel explain CUSTOMER    Stop  Ctrl+C    (invented customers; not for production)");
        }

        private void watchUntilTheEnd() {
            progress.begin("running");
            while (!timeIsOver() && !tick()) {
                progress.update(live());
            }
            progress.done(live());
        }

        private String live() {
            return String.format(Locale.ROOT, "%,d customers, %,d events sent", customers(), sent.get());
        }

        private boolean timeIsOver() {
            Duration duration = request.duration();
            return duration != null && secondsSinceStart() >= duration.toMillis() / 1000.0;
        }

        private boolean tick() {
            memory.sample();
            job.failIfEnded();
            Failure failure = sendingFailed.get();
            if (failure != null && !parts.isEnding()) {
                throw failure;
            }
            return parts.endsWithin(TICK);
        }

        private long customers() {
            return RowCounts.answer(endpoints.database(), () -> tables.customers(endpoints.database()));
        }

        private DemoReport report(double ready, double firstRow) {
            Tally tally = RowCounts.answer(endpoints.database(), () -> tables.tally(endpoints.database()));
            long rows = RowCounts.answer(endpoints.database(), () -> RowCounts.written(endpoints.database()));
            return new DemoReport(
                    ready,
                    firstRow,
                    secondsSinceStart(),
                    customers(),
                    tally.received(),
                    rows,
                    tally.rejected(),
                    tally.duplicates(),
                    tally.late(),
                    alerts.told(),
                    alerts.secondsToTell(),
                    memory.peakBytes());
        }

        private double secondsSinceStart() {
            return Duration.between(request.startedAt(), clock.instant()).toMillis() / 1000.0;
        }
    }
}
