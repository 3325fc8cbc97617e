package io.flywheel.cli;

import io.flywheel.local.ConfigurationProblem;
import io.flywheel.local.Endpoints;
import io.flywheel.local.alerts.Alerts;
import io.flywheel.local.cluster.Cluster;
import io.flywheel.local.decisions.Controls;
import io.flywheel.local.decisions.Erase;
import io.flywheel.local.decisions.Rules;
import io.flywheel.local.demo.Demo;
import io.flywheel.local.evaluation.Evaluate;
import io.flywheel.local.evaluation.Score;
import io.flywheel.local.evaluation.spikes.EvaluateSpikes;
import io.flywheel.local.explain.Explain;
import io.flywheel.local.notifications.Notify;
import io.flywheel.local.operations.Bundle;
import io.flywheel.local.operations.Freshness;
import io.flywheel.local.operations.Rejected;
import io.flywheel.local.page.Serve;
import io.flywheel.local.postgres.DatabaseAccess;
import io.flywheel.local.replay.Replay;
import io.flywheel.local.replay.TopicReplay;
import io.flywheel.local.run.Run;
import io.flywheel.local.state.StateQuestions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the commands call; each is made only when its command runs, so that a light command loads nothing heavy. */
interface Product {

    Demo demo();

    Replay replay();

    TopicReplay topicReplay();

    Run run();

    Explain explain();

    Serve serve();

    Notify notifier();

    Rules rules();

    Alerts alerts();

    Controls controls();

    Erase erase();

    Evaluate evaluate();

    Score score();

    EvaluateSpikes evaluateSpikes();

    Freshness freshness();

    Rejected rejected();

    Bundle bundle();

    /**
     * The cluster of a folder.
     *
     * @param project where Flink's distribution and the job jar were built
     */
    Cluster cluster(Path project, Path folder);

    StateQuestions state();

    /** All errors of a configuration file with its overrides; empty when it is valid. */
    List<ConfigurationProblem> problems(Path configuration, Map<String, String> overrides);

    /** Where a valid configuration points. */
    Endpoints endpoints(Path configuration, Map<String, String> overrides);

    /** Brings the tables to this version and gives their number. */
    int migrate(DatabaseAccess owner);
}
