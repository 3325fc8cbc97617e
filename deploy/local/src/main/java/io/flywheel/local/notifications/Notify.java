package io.flywheel.local.notifications;

import io.flywheel.local.progress.Progress;

/** Tells whom a configuration names of alerts until the process is told to end. */
public interface Notify {
    void tell(NotifyRequest request, Progress progress);
}
