package io.flywheel.local;

import io.flywheel.app.postgres.Migrations;
import io.flywheel.app.postgres.PostgresAccess;
import io.flywheel.app.postgres.SecretSource;
import io.flywheel.app.postgres.TableDump;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.postgres.DatabaseAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tables of schema {@code flywheel} as a run sees them: made, watched, read and written out. */
public final class MomentumTables {

    private static final String TALLY =
            "SELECT coalesce(sum(accepted), 0), coalesce(sum(duplicates), 0), coalesce(sum(late), 0) FROM flywheel.data_quality_window";
    private static final String REASONS = """
            SELECT reason.key, sum(reason.value::bigint)
            FROM flywheel.data_quality_window, jsonb_each_text(rejected_by_reason) AS reason
            GROUP BY reason.key""";
    private static final String UNMAPPED = """
            SELECT type.key, sum(type.value::bigint)
            FROM flywheel.data_quality_window, jsonb_each_text(unmapped_types) AS type
            GROUP BY type.key""";
    private static final String PROGRESS = """
            SELECT count(*), min(extract(epoch FROM watermark_at) * 1000)::bigint
            FROM flywheel.pipeline_freshness WHERE job = ? AND stage = ANY (?) AND updated_at >= ?""";
    private static final String EVENT_TIME =
            "SELECT extract(epoch FROM coalesce(min(watermark_at), now())) * 1000 FROM flywheel.pipeline_freshness WHERE stage IN ('customers', 'windows')";
    private static final String VERDICT = """
            SELECT verdict, reason FROM flywheel.control_record
            WHERE kind = ? AND id = ? AND version = ? AND effective_from = ? ORDER BY topic_offset DESC LIMIT 1""";
    private static final String COUNTED =
            "SELECT max(watermark_at) FROM flywheel.pipeline_freshness WHERE stage = 'customers'";
    private static final String VERSIONS = """
            SELECT kind, version, effective_from, effective_to, author, verdict, reason FROM flywheel.control_record
            WHERE kind IN ('rules', 'catalogue', 'detectors', 'model') ORDER BY kind, topic_offset""";
    private static final String ALERTS = """
            SELECT rule_name, severity, status, subject, summary, value, since, resolved_at, runbook, fingerprint, episode
            FROM flywheel.v_alerts WHERE ? OR status <> 'resolved'
            ORDER BY array_position(ARRAY['firing', 'recovering', 'pending', 'resolved'], status),
                     array_position(ARRAY['critical', 'warning', 'info'], severity), since DESC, rule_name, subject""";

    /** Brings the schema to this version and gives its number of tables. */
    public int migrate(DatabaseAccess owner) {
        try {
            Migrations.migrate(access(owner));
            return RowCounts.answer(
                    owner, () -> count(owner, "SELECT count(*) FROM pg_tables WHERE schemaname = 'flywheel'"));
        } catch (IOException e) {
            throw new Failure(
                    ErrorCode.DATABASE_REFUSED,
                    "the tables can not be brought to this version",
                    Failure.wordsOf(e),
                    "check the address, and that the user owns the schema or may create it",
                    e);
        }
    }

    private static int count(DatabaseAccess database, String query) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /** What has become of the records so far. */
    public Tally tally(DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(TALLY);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return Tally.of(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    sums(connection, REASONS),
                    sums(connection, UNMAPPED));
        }
    }

    private static Map<String, Long> sums(Connection connection, String query) throws SQLException {
        Map<String, Long> sums = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                sums.put(rows.getString(1), rows.getLong(2));
            }
        }
        return sums;
    }

    /** Customers that have a row with their momentum. */
    public long customers(DatabaseAccess database) throws SQLException {
        return count(database, "SELECT count(*) FROM flywheel.customer_momentum");
    }

    /** Where the tables stood when a run began, so that its own share can be told. */
    public record Mark(OffsetDateTime at, Tally tally) {}

    public Mark mark(DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement("SELECT now()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Mark(row.getObject(1, OffsetDateTime.class), tally(database));
        }
    }

    /**
     * The moment up to which every part of every one of these stages of a job has written its rows, in epoch milliseconds; {@code Long.MIN_VALUE} while one of them has said nothing yet.
     */
    long writtenUpToMillis(DatabaseAccess database, String job, List<String> stages, int parallelism, Mark since)
            throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(PROGRESS)) {
            statement.setString(1, job);
            statement.setArray(2, connection.createArrayOf("text", stages.toArray()));
            statement.setObject(3, since.at());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1) < stages.size() * parallelism ? Long.MIN_VALUE : row.getLong(2);
            }
        }
    }

    /** The current state of one customer with the reasons for it, if the tables know that customer. */
    public Optional<Explanation> explain(DatabaseAccess database, String customerId) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new ExplanationRows(connection, customerId).read();
        }
    }

    /** How far those have come in event time that watch for alerts, in epoch milliseconds. */
    long eventTimeMillis(DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(EVENT_TIME);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The moment of event time up to which any part of the job has counted customers for certain; nothing if none has. */
    Optional<Instant> countedUpTo(DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(COUNTED);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return Optional.ofNullable(row.getObject(1, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
        }
    }

    /** Every version of rules and settings that was judged, in its order. */
    List<Controls.Version> versions(DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(VERSIONS);
                ResultSet row = statement.executeQuery()) {
            List<Controls.Version> versions = new ArrayList<>();
            while (row.next()) {
                OffsetDateTime until = row.getObject(4, OffsetDateTime.class);
                versions.add(new Controls.Version(
                        row.getString(1),
                        row.getInt(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        until == null ? null : until.toInstant(),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7)));
            }
            return versions;
        }
    }

    /** What the job said of a control record; nothing if it has not judged it yet. */
    Optional<LocalControls.Verdict> verdict(DatabaseAccess database, ControlRecord record) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(VERDICT)) {
            statement.setString(1, record.kind().word());
            statement.setString(2, record.id());
            statement.setInt(3, record.version());
            statement.setObject(
                    4, Instant.ofEpochMilli(record.effectiveFromMillis()).atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new LocalControls.Verdict(row.getString(1), row.getString(2)))
                        : Optional.empty();
            }
        }
    }

    /** Alerts, what fires first. */
    List<Alerts.Line> alerts(DatabaseAccess database, boolean withResolved) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(ALERTS)) {
            statement.setBoolean(1, withResolved);
            List<Alerts.Line> alerts = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    OffsetDateTime resolvedAt = row.getObject(8, OffsetDateTime.class);
                    alerts.add(new Alerts.Line(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getObject(6, Double.class),
                            row.getObject(7, OffsetDateTime.class).toInstant(),
                            resolvedAt == null ? null : resolvedAt.toInstant(),
                            row.getString(9),
                            row.getString(10),
                            row.getLong(11)));
                }
            }
            return alerts;
        }
    }

    /** Writes each table as a CSV with header, sorted by key, without the technical columns, and gives the number of files. */
    int dump(DatabaseAccess database, Path directory) throws IOException {
        return TableDump.dump(access(database), directory).size();
    }

    private static PostgresAccess access(DatabaseAccess database) {
        return new PostgresAccess(database.jdbcUrl(), database.user(), SecretSource.literal(database.password()));
    }
}
