package io.flywheel.cli;

import io.flywheel.local.ConfigurationProblem;
import io.flywheel.local.Configurations;
import io.flywheel.local.Endpoints;
import io.flywheel.local.MomentumTables;
import io.flywheel.local.alerts.Alerts;
import io.flywheel.local.alerts.LocalAlerts;
import io.flywheel.local.cluster.Cluster;
import io.flywheel.local.cluster.ClusterFolder;
import io.flywheel.local.cluster.Distribution;
import io.flywheel.local.cluster.LocalCluster;
import io.flywheel.local.decisions.Controls;
import io.flywheel.local.decisions.Erase;
import io.flywheel.local.decisions.LocalControls;
import io.flywheel.local.decisions.LocalErase;
import io.flywheel.local.decisions.LocalRules;
import io.flywheel.local.decisions.Rules;
import io.flywheel.local.demo.Demo;
import io.flywheel.local.demo.LocalDemo;
import io.flywheel.local.evaluation.Evaluate;
import io.flywheel.local.evaluation.LocalScores;
import io.flywheel.local.evaluation.Score;
import io.flywheel.local.evaluation.spikes.EvaluateSpikes;
import io.flywheel.local.evaluation.spikes.LocalSpikes;
import io.flywheel.local.explain.Explain;
import io.flywheel.local.explain.LocalExplain;
import io.flywheel.local.notifications.LocalNotifier;
import io.flywheel.local.notifications.Notify;
import io.flywheel.local.operations.Bundle;
import io.flywheel.local.operations.Freshness;
import io.flywheel.local.operations.LocalBundle;
import io.flywheel.local.operations.LocalFreshness;
import io.flywheel.local.operations.LocalRejected;
import io.flywheel.local.operations.Rejected;
import io.flywheel.local.page.LocalDashboard;
import io.flywheel.local.page.Serve;
import io.flywheel.local.postgres.DatabaseAccess;
import io.flywheel.local.replay.LocalReplay;
import io.flywheel.local.replay.LocalTopicReplay;
import io.flywheel.local.replay.Replay;
import io.flywheel.local.replay.TopicReplay;
import io.flywheel.local.run.LocalRun;
import io.flywheel.local.run.Run;
import io.flywheel.local.state.LocalState;
import io.flywheel.local.state.StateQuestions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Joins the commands to the product. */
final class Wiring implements Product {

    private final Clock clock;

    Wiring(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Demo demo() {
        return new LocalDemo(tables(), configurations(), clock);
    }

    @Override
    public Replay replay() {
        return new LocalReplay(tables(), configurations(), clock);
    }

    @Override
    public TopicReplay topicReplay() {
        return new LocalTopicReplay(tables(), configurations(), clock);
    }

    @Override
    public Run run() {
        return new LocalRun(tables(), configurations(), clock);
    }

    @Override
    public Explain explain() {
        return new LocalExplain(configurations());
    }

    @Override
    public Serve serve() {
        return new LocalDashboard(configurations(), controls(), clock);
    }

    @Override
    public Notify notifier() {
        return new LocalNotifier(configurations(), clock);
    }

    @Override
    public Rules rules() {
        return new LocalRules();
    }

    @Override
    public Controls controls() {
        return new LocalControls(configurations(), clock);
    }

    @Override
    public Erase erase() {
        return new LocalErase(configurations(), clock);
    }

    @Override
    public Alerts alerts() {
        return new LocalAlerts(configurations());
    }

    @Override
    public Evaluate evaluate() {
        return new LocalScores();
    }

    @Override
    public Score score() {
        return new LocalScores();
    }

    @Override
    public EvaluateSpikes evaluateSpikes() {
        return new LocalSpikes();
    }

    @Override
    public Freshness freshness() {
        return new LocalFreshness(configurations());
    }

    @Override
    public Rejected rejected() {
        return new LocalRejected(configurations());
    }

    @Override
    public Bundle bundle() {
        return new LocalBundle(tables(), configurations());
    }

    @Override
    public Cluster cluster(Path project, Path folder) {
        return new LocalCluster(new Distribution(project), new ClusterFolder(folder), clock);
    }

    @Override
    public StateQuestions state() {
        return new LocalState();
    }

    @Override
    public List<ConfigurationProblem> problems(Path configuration, Map<String, String> overrides) {
        return configurations().problems(configuration, overrides);
    }

    @Override
    public Endpoints endpoints(Path configuration, Map<String, String> overrides) {
        return configurations().endpoints(configuration, overrides);
    }

    @Override
    public int migrate(DatabaseAccess owner) {
        return tables().migrate(owner);
    }

    private static Configurations configurations() {
        return new Configurations();
    }

    private static MomentumTables tables() {
        return new MomentumTables();
    }
}
