package io.flywheel.notifier;

import io.flywheel.notifier.delivery.Receiver;
import io.flywheel.notifier.tables.NotifierAccess;
import io.flywheel.notifier.tables.ToldTables;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people and programs of alerts until it is closed.
 *
 * <p><b>Shape:</b> looks at the tables once a second, and never so often that looking takes more than a tenth of the time. Only one notifier of a database tells; any other waits to take over. It starts
 * without a database, too, and outlives its absence.
 *
 * <p><b>Source:</b> docs/reference/notifications.md.
 */
public final class Notifier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration STANDBY = Duration.ofSeconds(5);
    private static final Duration REPORT_EVERY = Duration.ofMinutes(10);
    private static final int REST_PER_WORK = 10;

    /** Where a notifier stands. */
    public enum State {
        STARTING,
        TELLING,
        /** Another one tells. */
        STANDBY,
        /** The database does not answer, or refuses. */
        AWAY
    }

    private final NotifierAccess access;
    private final NotifierSettings settings;
    private final Round round;
    private final NotifierTally tally = new NotifierTally();
    private final Clock clock;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread = new Thread(this::tell, "notifier");
    private volatile State state = State.STARTING;
    private Instant reportedAt;

    private Notifier(NotifierAccess access, NotifierSettings settings, List<Receiver> receivers, Clock clock) {
        this.access = access;
        this.settings = settings;
        this.round = new Round(settings, receivers, tally, clock);
        this.clock = clock;
        this.reportedAt = clock.instant();
    }

    /** Starts a notifier with a thread of its own. */
    public static Notifier start(
            NotifierAccess access, NotifierSettings settings, List<Receiver> receivers, Clock clock) {
        Notifier notifier = new Notifier(access, settings, receivers, clock);
        notifier.thread.setDaemon(true);
        notifier.thread.start();
        return notifier;
    }

    public State state() {
        return state;
    }

    public NotifierTally tally() {
        return tally;
    }

    private void tell() {
        ToldTables tables = null;
        Duration rest = Duration.ZERO;
        while (!endsWithin(rest)) {
            Instant started = clock.instant();
            try {
                tables = tables == null ? ToldTables.open(access, settings.pageUrl()) : tables;
                become(tables == null ? State.STANDBY : State.TELLING, "");
                if (tables != null) {
                    round.run(tables);
                }
                rest = tables == null ? STANDBY : restAfter(Duration.between(started, clock.instant()));
            } catch (SQLException e) {
                become(State.AWAY, "SQLSTATE " + e.getSQLState() + " " + e.getMessage());
                tables = closed(tables);
                rest = STANDBY;
            } catch (RuntimeException e) {
                // a bug in one round must not end the rounds
                LOG.error("a round of the notifier failed", e);
                tables = closed(tables);
                rest = STANDBY;
            }
            report();
        }
        closed(tables);
    }

    private static @Nullable ToldTables closed(@Nullable ToldTables tables) {
        if (tables != null) {
            tables.close();
        }
        return null;
    }

    static Duration restAfter(Duration work) {
        Duration rest = work.multipliedBy(REST_PER_WORK - 1);
        return rest.compareTo(PERIOD) > 0 ? rest : PERIOD;
    }

    private void become(State next, String why) {
        if (state != next) {
            state = next;
            switch (next) {
                case AWAY ->
                    LOG.warn(
                            "the database does not answer or refuses; tried again every {} s: {}",
                            STANDBY.toSeconds(),
                            why);
                case STANDBY -> LOG.info("another notifier tells; this one waits to take over");
                case TELLING -> LOG.info("this notifier tells, mode {}", settings.mode());
                case STARTING -> LOG.debug("starting");
            }
        }
    }

    private void report() {
        Instant now = clock.instant();
        if (!now.isBefore(reportedAt.plus(REPORT_EVERY))) {
            reportedAt = now;
            LOG.info("since the start: {}", tally);
        }
    }

    private boolean endsWithin(Duration time) {
        try {
            return ending.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        ending.countDown();
        try {
            thread.join(Duration.ofSeconds(30).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
