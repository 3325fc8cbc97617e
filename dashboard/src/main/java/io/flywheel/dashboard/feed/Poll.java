package io.flywheel.dashboard.feed;

import io.flywheel.dashboard.tables.Answer;
import io.flywheel.dashboard.tables.Panel;
import io.flywheel.dashboard.tables.TablesReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database once a second on behalf of all viewers.
 *
 * <p><b>Shape:</b> each panel is asked as often as it says, and never so often that its question takes more than a tenth of the time; a panel of a table that
 * is missing is asked once a minute. What was known stays known while the database is away.
 */
public final class Poll implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Poll.class);
    private static final long PERIOD_MILLIS = 1000;
    private static final int REST_PER_WORK = 10;
    private static final Duration MISSING_EVERY = Duration.ofSeconds(60);

    private final TablesReader reader;
    private final Clock clock;
    private final Consumer<Snapshot> audience;
    private volatile Snapshot current;
    private final Map<Panel, Instant> due = new EnumMap<>(Panel.class);
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "dashboard-poll");
        thread.setDaemon(true);
        return thread;
    });

    public Poll(TablesReader reader, Clock clock, Consumer<Snapshot> audience) {
        this.reader = reader;
        this.clock = clock;
        this.audience = audience;
        this.current = Snapshot.first(clock.instant());
    }

    public void start() {
        var unused = pace.scheduleWithFixedDelay(this::askSafely, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    public Snapshot snapshot() {
        return current;
    }

    /** A bug in one round must not end the rounds, which the executor would do. */
    private void askSafely() {
        try {
            ask();
        } catch (RuntimeException e) {
            LOG.error("a round of questions failed", e);
        }
    }

    /** One round: asks what is due, and tells the audience. */
    void ask() {
        Snapshot before = current;
        Map<Panel, PanelState> panels = new EnumMap<>(Panel.class);
        panels.putAll(before.panels());
        long number = before.number() + 1;
        Snapshot now;
        try {
            for (Panel panel : Panel.values()) {
                askIfDue(panel, number, panels);
            }
            now = new Snapshot(number, clock.instant(), null, panels);
        } catch (TablesReader.DatabaseAway away) {
            if (before.awaySince() == null) {
                LOG.warn("{}; asking again every second", away.getMessage());
            }
            Instant since = before.awaySince() == null ? clock.instant() : before.awaySince();
            now = new Snapshot(number, clock.instant(), since, panels);
        }
        current = now;
        audience.accept(now);
    }

    private void askIfDue(Panel panel, long number, Map<Panel, PanelState> panels) throws TablesReader.DatabaseAway {
        Instant started = clock.instant();
        Instant dueAt = due.get(panel);
        // a clock that was set back must not silence a panel
        if (dueAt != null && started.isBefore(dueAt) && dueAt.isBefore(started.plus(Duration.ofMinutes(10)))) {
            return;
        }
        Answer answer = reader.read(panel);
        Instant ended = clock.instant();
        PanelState before = panels.get(panel);
        if (before == null || !before.answer().equals(answer)) {
            panels.put(panel, new PanelState(panel, answer, ended, number, PanelJson.of(panel, answer, ended)));
        }
        due.put(panel, next(panel, answer, started, ended));
    }

    private static Instant next(Panel panel, Answer answer, Instant started, Instant ended) {
        Duration every = answer.status() == Answer.Status.MISSING ? MISSING_EVERY : panel.every();
        Duration rest = Duration.between(started, ended).multipliedBy(REST_PER_WORK);
        // a little early, so that a round that comes a millisecond too soon is not lost
        Duration period = every.minusMillis(PERIOD_MILLIS / 4);
        return started.plus(rest.compareTo(period) > 0 ? rest : period);
    }

    @Override
    public void close() {
        pace.shutdownNow();
        try {
            if (!pace.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("the last round of questions did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reader.close();
    }
}
