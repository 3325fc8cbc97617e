package io.flywheel.notifier;

import static org.awaitility.Awaitility.await;

import io.flywheel.local.MomentumTables;
import io.flywheel.local.postgres.EmbeddedDatabase;
import io.flywheel.notifier.delivery.Outcome;
import io.flywheel.notifier.delivery.Receiver;
import io.flywheel.notifier.message.Message;
import io.flywheel.notifier.tables.NotifierAccess;
import io.flywheel.notifier.tables.ToldTables;
import io.flywheel.notifier.telling.Budget;
import io.flywheel.notifier.telling.Freshness;
import io.flywheel.notifier.telling.Mode;
import io.flywheel.notifier.telling.Route;
import io.flywheel.notifier.telling.Routing;
import io.flywheel.notifier.telling.Timing;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A notifier on a real PostgreSQL whose clock a test moves, and whom it tells. */
final class Stage implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    static final Timing TIMING = new Timing(
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofHours(4),
            Duration.ofMinutes(15),
            Duration.ofSeconds(10));

    private final EmbeddedDatabase database;
    final Time time = new Time();
    final List<Message> told = new ArrayList<>();
    Function<Message, Outcome> answer = message -> Outcome.DELIVERED;
    NotifierSettings settings = settings(Mode.LIVE, List.of("rule"), Budget.DEFAULT);

    @Nullable
    String user;

    @Nullable
    String password;

    private @Nullable ToldTables tables;
    private @Nullable Round round;

    Stage(EmbeddedDatabase database) {
        this.database = database;
    }

    static EmbeddedDatabase database(Path directory) {
        EmbeddedDatabase database = EmbeddedDatabase.start(
                directory.resolve("postgres"), Path.of("target", "programs").toAbsolutePath(), 0);
        new MomentumTables().migrate(database.access());
        return database;
    }

    static NotifierSettings settings(Mode mode, List<String> groupBy, Budget budget) {
        return new NotifierSettings(
                mode,
                Freshness.DEFAULT,
                new Routing(List.of(new Route("oncall", List.of(), groupBy, TIMING, budget))),
                List.of(),
                "http://wheel.example.org");
    }

    /** A clock that stands until it is moved. */
    static final class Time extends Clock {
        private Instant now = START;

        void pass(Duration span) {
            now = now.plus(span);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final class OnCall implements Receiver {
        @Override
        public String name() {
            return "oncall";
        }

        @Override
        public CompletableFuture<Outcome> send(Message message) {
            Outcome outcome = answer.apply(message);
            if (outcome.result() != Outcome.Result.REFUSED) {
                told.add(message);
            }
            return CompletableFuture.completedFuture(outcome);
        }
    }

    NotifierAccess access() {
        return new NotifierAccess(
                database.access().jdbcUrl(),
                user == null ? database.access().user() : user,
                () -> password == null ? database.access().password() : password);
    }

    /** One look of the notifier, after a span. */
    void look(Duration after) throws SQLException {
        time.pass(after);
        if (tables == null) {
            // the server may need a moment to notice that a session is gone
            tables = await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> ToldTables.open(access(), settings.pageUrl()), Objects::nonNull);
            round = new Round(settings, List.of(new OnCall()), new NotifierTally(), time);
        }
        if (tables == null || round == null) {
            throw new IllegalStateException("somebody else tells");
        }
        round.run(tables);
    }

    void look() throws SQLException {
        look(Duration.ofSeconds(1));
    }

    /** Looks again and again, each time after a step, until a span has passed. */
    void watch(Duration span, Duration step) throws SQLException {
        for (Duration passed = Duration.ZERO; passed.compareTo(span) < 0; passed = passed.plus(step)) {
            look(step);
        }
    }

    /** The process is gone, with all that it knew. */
    void kill() {
        if (tables != null) {
            tables.close();
        }
        tables = null;
        round = null;
    }

    void loseSession() {
        run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'flywheel-notifier'");
    }

    /** Alerts of a rule about numbered customers begin. */
    void fire(String rule, String severity, int from, int count, Instant firedAt) {
        run("""
                INSERT INTO flywheel.alert_instance (fingerprint, episode, rule_name, rule_version, severity, scope, status, no_data, labels, customer_id, summary, runbook, value,
                    direction, threshold_on, threshold_off, pending_since, fired_at, changed_at, evidence_event_ids, writer_epoch, row_version)
                SELECT encode(sha256(('%1$s' || n)::bytea), 'hex'), 1, '%1$s', 1, '%2$s', 'customer', 'firing', false, jsonb_build_object('rule', '%1$s', 'customer_id', 'c' || n), 'c' || n,
                    'It rubs', 'docs/runbooks/x.md', 0.7, 'above', 0.5, 0.2, '%3$s', '%3$s', '%3$s', ARRAY['e1'], 1, 1
                FROM generate_series(%4$d, %4$d + %5$d - 1) n""".formatted(rule, severity, firedAt, from, count));
    }

    void fire(String rule, int customer) {
        fire(rule, "warning", customer, 1, time.instant());
    }

    /** The next run of an alert that is over. */
    void fireAgain(String rule, int customer, int episode) {
        run("INSERT INTO flywheel.alert_instance SELECT (jsonb_populate_record(i, jsonb_build_object('episode', "
                + episode + ", 'status', 'firing', 'fired_at', '" + time.instant()
                + "', 'resolved_at', NULL))).* FROM flywheel.alert_instance i WHERE rule_name = '" + rule
                + "' AND customer_id = 'c" + customer + "' AND episode = 1");
    }

    void resolve(String rule) {
        run("UPDATE flywheel.alert_instance SET status = 'resolved', resolved_at = '" + time.instant()
                + "' WHERE rule_name = '" + rule + "' AND status <> 'resolved'");
    }

    List<String> kinds() {
        return told.stream().map(Message::kind).toList();
    }

    void run(String sql) {
        try (Connection connection = database.access().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    List<String> ask(String sql) {
        List<String> answers = new ArrayList<>();
        try (Connection connection = database.access().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
