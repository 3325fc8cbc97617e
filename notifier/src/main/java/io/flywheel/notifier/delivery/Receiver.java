package io.flywheel.notifier.delivery;

import io.flywheel.notifier.message.AlertLine;
import io.flywheel.notifier.message.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Somebody who is told. Attempts never fail by an exception. */
public interface Receiver {

    /** The name that routes know it by. */
    String name();

    CompletableFuture<Outcome> send(Message message);

    /** Whether it must hear again and again of what is on, or takes it for over. */
    default boolean needsRefresh() {
        return false;
    }

    /**
     * Tells again of what is on, and of what ended a short while ago.
     *
     * @param summary the latest summary, while what it tells of is on or just over
     */
    default CompletableFuture<Outcome> refresh(List<AlertLine> alerts, @Nullable Message summary) {
        return CompletableFuture.completedFuture(Outcome.DELIVERED);
    }
}
