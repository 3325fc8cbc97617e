package io.flywheel.local.demo;

import io.flywheel.local.progress.Progress;

/** Everything in one process: invented customers turn the wheel while somebody watches. */
public interface Demo {

    /** Runs until the time is over or the process is interrupted, and says what happened. */
    DemoReport run(DemoRequest request, Progress progress);
}
