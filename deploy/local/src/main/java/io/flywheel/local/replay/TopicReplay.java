package io.flywheel.local.replay;

import io.flywheel.local.progress.Progress;

/** Everything that the topics of a configuration hold goes through the jobs again, into its tables, and nobody is told of the alerts of the past. */
public interface TopicReplay {

    TopicReplayReport run(TopicReplayRequest request, Progress progress);
}
