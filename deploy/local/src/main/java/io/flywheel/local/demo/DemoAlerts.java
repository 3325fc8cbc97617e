package io.flywheel.local.demo;

import io.flywheel.local.postgres.DatabaseAccess;
import io.flywheel.local.progress.Progress;
import io.flywheel.notifier.Notifier;
import io.flywheel.notifier.NotifierSettings;
import io.flywheel.notifier.delivery.AlertmanagerReceiver;
import io.flywheel.notifier.delivery.Outcome;
import io.flywheel.notifier.delivery.Post;
import io.flywheel.notifier.delivery.Receiver;
import io.flywheel.notifier.message.AlertLine;
import io.flywheel.notifier.message.Message;
import io.flywheel.notifier.message.Wording;
import io.flywheel.notifier.tables.NotifierAccess;
import io.flywheel.notifier.telling.Budget;
import io.flywheel.notifier.telling.Freshness;
import io.flywheel.notifier.telling.Mode;
import io.flywheel.notifier.telling.Route;
import io.flywheel.notifier.telling.Routing;
import io.flywheel.notifier.telling.Timing;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Tells whoever watches a demo of its alerts, at once and on the terminal; and an Alertmanager, if there is one. */
final class DemoAlerts implements AutoCloseable {

    private static final String TERMINAL = "terminal";
    private static final String ALERTMANAGER = "alertmanager";
    private static final Timing AT_ONCE = new Timing(
            Duration.ZERO, Duration.ZERO, Duration.ofHours(4), Duration.ofMinutes(15), Timing.DEFAULT.summaryWait());
    private static final long NEVER = -1;

    private final Progress progress;
    private final Clock clock;
    private final AtomicLong told = new AtomicLong();
    private final AtomicLong latestMillis = new AtomicLong(NEVER);
    private final Notifier notifier;

    private DemoAlerts(DatabaseAccess database, URI page, @Nullable URI alertmanager, Progress progress, Clock clock) {
        this.progress = progress;
        this.clock = clock;
        List<Receiver> receivers = new ArrayList<>();
        List<Route> routes = new ArrayList<>();
        receivers.add(new Terminal());
        routes.add(new Route(
                TERMINAL, List.of(), List.of("rule", "customer_id", "dim_type", "dim_value"), AT_ONCE, Budget.DEFAULT));
        if (alertmanager != null) {
            receivers.add(new AlertmanagerReceiver(ALERTMANAGER, alertmanager, new Post(), clock));
            routes.add(new Route(ALERTMANAGER, List.of(), List.of(), AT_ONCE, Budget.DEFAULT));
        }
        this.notifier = Notifier.start(
                new NotifierAccess(database.jdbcUrl(), database.user(), database::password),
                new NotifierSettings(Mode.LIVE, Freshness.DEFAULT, new Routing(routes), List.of(), page.toString()),
                receivers,
                clock);
    }

    static DemoAlerts start(
            DatabaseAccess database, URI page, @Nullable URI alertmanager, Progress progress, Clock clock) {
        return new DemoAlerts(database, page, alertmanager, progress, clock);
    }

    /** Alerts that were told on the terminal when they began. */
    long told() {
        return told.get();
    }

    /** The longest time from the moment in event time at which an alert fired until it stood on the terminal, in seconds; -1 without one. */
    double secondsToTell() {
        long millis = latestMillis.get();
        return millis == NEVER ? NEVER : millis / 1000.0;
    }

    private final class Terminal implements Receiver {

        @Override
        public String name() {
            return TERMINAL;
        }

        @Override
        public CompletableFuture<Outcome> send(Message message) {
            progress.say("Alert  " + message.title());
            if (message.isSummary()) {
                Wording.counts(message).forEach(line -> progress.say("       " + line));
            }
            for (AlertLine alert : message.alerts()) {
                tell(alert, message.isSummary());
            }
            return CompletableFuture.completedFuture(Outcome.DELIVERED);
        }

        private void tell(AlertLine alert, boolean isExample) {
            if (isExample || alert.isOver()) {
                return;
            }
            told.incrementAndGet();
            long millis = Duration.between(alert.since(), clock.instant()).toMillis();
            latestMillis.accumulateAndGet(millis, Math::max);
            progress.say("       " + (alert.why().isEmpty() ? "" : alert.why() + "; ") + Wording.measured(alert)
                    + "; what to do: " + alert.runbook());
        }
    }

    @Override
    public void close() {
        notifier.close();
    }
}
