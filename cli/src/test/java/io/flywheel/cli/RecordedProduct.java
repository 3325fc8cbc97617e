package io.flywheel.cli;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.SettingsFile;
import io.flywheel.local.ConfigurationProblem;
import io.flywheel.local.Endpoints;
import io.flywheel.local.alerts.Alerts;
import io.flywheel.local.cluster.Cluster;
import io.flywheel.local.decisions.Controls;
import io.flywheel.local.decisions.Erase;
import io.flywheel.local.decisions.EraseReport;
import io.flywheel.local.decisions.EraseRequest;
import io.flywheel.local.decisions.LocalRules;
import io.flywheel.local.decisions.Rules;
import io.flywheel.local.demo.Demo;
import io.flywheel.local.demo.DemoReport;
import io.flywheel.local.demo.DemoRequest;
import io.flywheel.local.evaluation.Evaluate;
import io.flywheel.local.evaluation.Score;
import io.flywheel.local.evaluation.spikes.EvaluateSpikes;
import io.flywheel.local.evaluation.spikes.LocalSpikes;
import io.flywheel.local.explain.Explain;
import io.flywheel.local.explain.Explanation;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.notifications.Notify;
import io.flywheel.local.notifications.NotifyRequest;
import io.flywheel.local.operations.Bundle;
import io.flywheel.local.operations.Freshness;
import io.flywheel.local.operations.Rejected;
import io.flywheel.local.page.Serve;
import io.flywheel.local.page.ServeRequest;
import io.flywheel.local.postgres.DatabaseAccess;
import io.flywheel.local.replay.Replay;
import io.flywheel.local.replay.ReplayReport;
import io.flywheel.local.replay.ReplayRequest;
import io.flywheel.local.replay.TopicReplay;
import io.flywheel.local.replay.TopicReplayReport;
import io.flywheel.local.replay.TopicReplayRequest;
import io.flywheel.local.run.Run;
import io.flywheel.local.run.RunReport;
import io.flywheel.local.run.RunRequest;
import io.flywheel.local.state.LocalState;
import io.flywheel.local.state.StateQuestions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A product that remembers what it was asked and answers with fixed figures. */
final class RecordedProduct implements Product {

    final RecordedControls controls = new RecordedControls();

    @Nullable
    DemoRequest demoRequest;

    @Nullable
    ReplayRequest replayRequest;

    @Nullable
    TopicReplayRequest topicReplayRequest;

    @Nullable
    RunRequest runRequest;

    @Nullable
    ServeRequest serveRequest;

    @Nullable
    NotifyRequest notifyRequest;

    @Nullable
    DatabaseAccess migrated;

    Rejected.@Nullable ResendRequest resendRequest;

    final RecordedCluster cluster = new RecordedCluster();

    List<ConfigurationProblem> problems = List.of();

    @Nullable
    RuntimeException fails;

    Endpoints endpoints = new Endpoints(
            JobConfig.of(SettingsFile.of(Map.of(
                    "kafka.bootstrap-servers", "127.0.0.1:1",
                    "postgres.url", "jdbc:postgresql://127.0.0.1:1/flywheel"))),
            null,
            new DatabaseAccess("jdbc:postgresql://127.0.0.1:1/flywheel", "u", "secret"));

    private void failIfAsked() {
        if (fails != null) {
            throw fails;
        }
    }

    @Nullable
    EraseRequest eraseRequest;

    @Override
    public Demo demo() {
        return (request, progress) -> {
            failIfAsked();
            demoRequest = request;
            progress.begin("Kafka");
            progress.done("3 topics");
            return new DemoReport(9.5, 9.25, 90.5, 132, 4500, 9000, 3, 2, 1, 4, 6.5, 1_234_567_890L);
        };
    }

    @Override
    public Notify notifier() {
        return (request, progress) -> {
            failIfAsked();
            notifyRequest = request;
        };
    }

    @Override
    public Serve serve() {
        return (request, progress) -> {
            failIfAsked();
            serveRequest = request;
        };
    }

    @Override
    public Replay replay() {
        return (request, progress) -> {
            failIfAsked();
            replayRequest = request;
            var reasons = new TreeMap<>(Map.of("CUSTOMER_MISSING", 7L));
            return new ReplayReport(
                    request.source(), 100, 120, 20, 90, 20, 3, 7, reasons, new TreeMap<>(), 12, 2.5, 48, 300, 0, -1);
        };
    }

    @Override
    public TopicReplay topicReplay() {
        return (request, progress) -> {
            failIfAsked();
            topicReplayRequest = request;
            return new TopicReplayReport(100, 12, 2.5, 40, null, "checkpoints/7");
        };
    }

    @Override
    public Run run() {
        return (request, progress) -> {
            failIfAsked();
            runRequest = request;
            progress.begin("Flink job");
            progress.done("RUNNING");
            return new RunReport(request.job().toString(), "a1b2", "local", 90.5, Console.NOW);
        };
    }

    @Override
    public Explain explain() {
        return (customer, configuration, directory) -> {
            if (!customer.equals("globex")) {
                throw new Failure(
                        ErrorCode.CUSTOMER_UNKNOWN, "no customer is called " + customer, "no row", "look for the id");
            }
            var reason = new Explanation.Reason(
                    "friction",
                    "sla_missed",
                    "delight",
                    "service",
                    0,
                    2.1,
                    -2.1,
                    1,
                    2,
                    Console.NOW,
                    List.of("t-1", "t-2"));
            return new Explanation(
                    customer,
                    Console.NOW,
                    46,
                    "red",
                    "yellow",
                    -1,
                    3.08,
                    1.16,
                    4.36,
                    -0.79,
                    null,
                    List.of(),
                    List.of(reason),
                    risk(),
                    new Explanation.WayBack(
                            "yellow",
                            50,
                            0.26,
                            0.79,
                            List.of(new Explanation.Closing("sla_missed", "t-1", 1.5, 58.6, true))));
        };
    }

    private static Explanation.Risk risk() {
        return new Explanation.Risk(
                Console.NOW,
                0.72,
                "high",
                "elevated",
                0.95,
                -0.13,
                null,
                12.5,
                4.0,
                6.2,
                7.1,
                3.1,
                1.8,
                "1.8 x the friction that this much activity would lead one to expect",
                2.1,
                null,
                null,
                List.of("d-7"),
                List.of(new Explanation.RiskReason(
                        "friction_excess",
                        "1.8 x the friction that this much activity would lead one to expect",
                        0.59,
                        1.08,
                        1)),
                "default-1");
    }

    @Override
    public Rules rules() {
        return new LocalRules();
    }

    @Override
    public Controls controls() {
        return controls;
    }

    @Override
    public Erase erase() {
        return (request, progress) -> {
            eraseRequest = request;
            boolean isRefused = request.author().equals("nobody");
            boolean isInTables = !isRefused && !request.author().equals("writer");
            return new EraseReport(
                    "ab12",
                    2,
                    Console.NOW,
                    isRefused ? "refused" : "accepted",
                    isRefused ? "nobody may decide" : null,
                    isRefused ? List.of() : List.of(new EraseReport.Stage("flywheel", "customers", 2, 1)),
                    isInTables,
                    isInTables
                            ? List.of(new EraseReport.Rows("customer", 1), new EraseReport.Rows("inquiry", 0))
                            : List.of(),
                    isInTables || isRefused ? null : "SELECT * FROM flywheel.erase_customer('globex');",
                    0);
        };
    }

    @Override
    public Alerts alerts() {
        return (configuration, directory, withResolved) -> {
            var firing = new Alerts.Line(
                    "standing_friction",
                    "warning",
                    "firing",
                    "globex",
                    "It rubs",
                    5.5,
                    Console.NOW,
                    null,
                    "docs/runbooks/alert-standing-friction.md",
                    "f00d",
                    1,
                    "points_per_day");
            var resolved = new Alerts.Line(
                    "friction_spreads",
                    "critical",
                    "resolved",
                    "all all",
                    "It spreads",
                    null,
                    Console.NOW,
                    Console.NOW,
                    "x",
                    "beef",
                    2,
                    null);
            return new Alerts.Listing(withResolved ? List.of(firing, resolved) : List.of(firing));
        };
    }

    /** Two stages, the slower an hour old. */
    @Override
    public Freshness freshness() {
        return (configuration, directory, maxAge) -> {
            failIfAsked();
            boolean stale = maxAge.toSeconds() < 3600;
            return new Freshness.Report(
                    stale,
                    maxAge.toSeconds(),
                    List.of(
                            new Freshness.Stage(
                                    "flywheel", "customers", Console.NOW, 3600.0, false, Console.NOW, stale),
                            new Freshness.Stage("flywheel", "quality", null, null, true, Console.NOW, false)));
        };
    }

    @Override
    public Rejected rejected() {
        return new Rejected() {
            @Override
            public Listing list(Path configuration, Map<String, String> settings) {
                return new Listing(
                        7,
                        List.of(new Group("clickstream", "MALFORMED", 7, Console.NOW, Console.NOW, "clickstream/0/4")),
                        List.of(new RowGroup("customer", "22021", 1, Console.NOW, Console.NOW, "customer/ada")));
            }

            @Override
            public Detail show(Path configuration, Map<String, String> settings, String place) {
                return new Detail(place, "MALFORMED", "a field is cut off", Console.NOW, 3, "ab", "abc", "YWJj");
            }

            @Override
            public Resending resend(ResendRequest request) {
                resendRequest = request;
                return new Resending(request.dryRun(), 7, 5, 1, 1);
            }
        };
    }

    @Override
    public Bundle bundle() {
        return request -> new Bundle.Contents(request.target(), List.of("versions.txt", "settings.txt"));
    }

    @Override
    public Cluster cluster(Path project, Path folder) {
        failIfAsked();
        cluster.folder = folder;
        return cluster;
    }

    /** It needs nothing but a savepoint, so it is the real one. */
    @Override
    public StateQuestions state() {
        return new LocalState();
    }

    @Override
    public Evaluate evaluate() {
        throw new IllegalStateException("evaluations are tested with real files");
    }

    @Override
    public Score score() {
        throw new IllegalStateException("scores are tested with real files");
    }

    /** It needs nothing but its files, so it is the real one. */
    @Override
    public EvaluateSpikes evaluateSpikes() {
        return new LocalSpikes();
    }

    @Override
    public List<ConfigurationProblem> problems(Path configuration, Map<String, String> overrides) {
        return problems;
    }

    @Override
    public Endpoints endpoints(Path configuration, Map<String, String> overrides) {
        return endpoints;
    }

    @Override
    public int migrate(DatabaseAccess owner) {
        migrated = owner;
        return 12;
    }
}
