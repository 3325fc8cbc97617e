package io.flywheel.notifier;

import io.flywheel.notifier.delivery.Backoff;
import io.flywheel.notifier.delivery.Outcome;
import io.flywheel.notifier.delivery.Receiver;
import io.flywheel.notifier.message.AlertLine;
import io.flywheel.notifier.message.Message;
import io.flywheel.notifier.tables.PendingMessage;
import io.flywheel.notifier.tables.ToldTables;
import io.flywheel.notifier.telling.Freshness;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what was decided to its receivers, one message of each at a time, all receivers beside one another.
 *
 * <p><b>Shape:</b> an attempt is written down before it begins and after it ended. A receiver that does not take messages is left alone for a while, and holds up nobody else.
 */
final class Deliveries {

    /** Alertmanager takes for over what it does not hear of for four minutes. */
    static final Duration REFRESH_EVERY = Duration.ofSeconds(60);

    static final Duration RESOLVED_FOR = Duration.ofMinutes(5);

    /** The end of what was told is worth telling long after it, for somebody waits for it. */
    private static final Duration LONGEST_AGE = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final int MOST_ROUNDS = 100;
    private static final int MOST_KNOWN = 5_000;

    private final Map<String, Receiver> receivers = new LinkedHashMap<>();
    private final Map<String, Backoff> backoffs = new HashMap<>();
    private final Map<String, Instant> refreshedAt = new HashMap<>();
    private final Freshness freshness;
    private final NotifierTally tally;
    private final Clock clock;

    Deliveries(List<Receiver> receivers, Freshness freshness, NotifierTally tally, Clock clock) {
        receivers.forEach(receiver -> {
            this.receivers.put(receiver.name(), receiver);
            backoffs.put(receiver.name(), new Backoff());
        });
        this.freshness = freshness;
        this.tally = tally;
        this.clock = clock;
    }

    @Nullable
    Receiver receiver(String name) {
        return receivers.get(name);
    }

    /** Sends all that is due and can be sent. */
    void send(ToldTables tables) throws SQLException {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Map<String, PendingMessage> due = due(tables);
            if (due.isEmpty()) {
                return;
            }
            Map<PendingMessage, CompletableFuture<Outcome>> attempts = new LinkedHashMap<>();
            for (PendingMessage pending : due.values()) {
                tables.sending(pending.message().id(), clock.instant());
                Receiver receiver = receivers.get(pending.name().receiver());
                if (receiver != null) {
                    attempts.put(pending, receiver.send(pending.message()));
                }
            }
            for (Map.Entry<PendingMessage, CompletableFuture<Outcome>> attempt : attempts.entrySet()) {
                conclude(tables, attempt.getKey(), attempt.getValue().join());
            }
        }
    }

    /** The oldest message of each receiver that may be tried now; what is no longer to be told is given up on the way. */
    private Map<String, PendingMessage> due(ToldTables tables) throws SQLException {
        Map<String, PendingMessage> due = new LinkedHashMap<>();
        Instant now = clock.instant();
        for (PendingMessage pending : tables.pending()) {
            String name = pending.name().receiver();
            String why = whyNot(pending, now);
            Backoff backoff = backoffs.get(name);
            if (why != null) {
                tables.drop(pending.name(), pending.message().id(), why, now);
                tally.add(NotifierTally.Event.DROPPED, 1);
                LOG.warn("{} is not told \"{}\": {}", name, pending.message().title(), why);
            } else if (backoff != null && backoff.mayTry(now)) {
                due.putIfAbsent(name, pending);
            }
        }
        return due;
    }

    private @Nullable String whyNot(PendingMessage pending, Instant now) {
        Receiver receiver = receivers.get(pending.name().receiver());
        if (receiver == null) {
            return "no receiver has this name any more";
        }
        // whoever is told what is on, again and again, is never told old news
        Duration maxAge = pending.message().isOver() || receiver.needsRefresh() ? LONGEST_AGE : freshness.maxAge();
        if (now.isAfter(pending.plannedAt().plus(maxAge))) {
            return "not delivered in time";
        }
        return pending.isNeeded() || pending.mayHaveIt() ? null : "over before it could be told";
    }

    private void conclude(ToldTables tables, PendingMessage pending, Outcome outcome) throws SQLException {
        Message message = pending.message();
        Instant now = clock.instant();
        Backoff backoff = backoffs.get(message.receiver());
        if (backoff != null) {
            backoff.hear(outcome, now);
        }
        if (outcome.result() == Outcome.Result.DELIVERED) {
            tables.delivered(pending.name(), message.id(), now);
            tally.add(NotifierTally.Event.DELIVERED, 1);
            LOG.info(
                    "{} was told {} {}: {}",
                    message.receiver(),
                    message.kind(),
                    message.id(),
                    oneLine(message.title()));
        } else {
            boolean mayHaveIt = pending.mayHaveIt() || outcome.result() == Outcome.Result.UNKNOWN;
            tables.failed(message.id(), mayHaveIt, outcome.error());
            tally.add(NotifierTally.Event.FAILED, 1);
            LOG.warn(
                    "{} did not take {} {}, attempt {}: {}",
                    message.receiver(),
                    message.kind(),
                    message.id(),
                    pending.attempts() + 1,
                    outcome.error());
        }
    }

    /** Names of customers must not make lines of the log. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /** Tells those again who would else take what is on for over. */
    void refresh(ToldTables tables, String group) throws SQLException {
        Instant now = clock.instant();
        for (Receiver receiver : receivers.values()) {
            Instant before = refreshedAt.get(receiver.name());
            boolean isDue = before == null || !now.isBefore(before.plus(REFRESH_EVERY));
            if (!receiver.needsRefresh() || !isDue) {
                continue;
            }
            Instant endedSince = now.minus(RESOLVED_FOR);
            List<AlertLine> known = tables.known(receiver.name(), group, endedSince, MOST_KNOWN);
            Message summary = tables.summaryOf(receiver.name(), endedSince);
            refreshedAt.put(receiver.name(), now);
            if (known.isEmpty() && summary == null) {
                continue;
            }
            Outcome outcome = receiver.refresh(known, summary).join();
            if (outcome.result() != Outcome.Result.DELIVERED) {
                // sooner than usual, but not at once: four minutes leave time for several attempts
                refreshedAt.put(receiver.name(), now.minus(REFRESH_EVERY).plus(Duration.ofSeconds(10)));
                tally.add(NotifierTally.Event.FAILED, 1);
                LOG.warn("{} could not be told again of what is on: {}", receiver.name(), outcome.error());
            }
        }
    }
}
