package io.flywheel.local.page;

import io.flywheel.local.progress.Progress;

/** Serves the live page until the process is told to end. */
public interface Serve {
    void serve(ServeRequest request, Progress progress);
}
