package io.flywheel.local.decisions;

import io.flywheel.domain.control.ControlRecord;
import io.flywheel.local.postgres.DatabaseAccess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads from the tables what was decided, what the jobs said of it, and how far they have come. */
final class DecisionRows {

    private static final String VERDICT = """
            SELECT verdict, reason FROM flywheel.control_record
            WHERE kind = ? AND id = ? AND version = ? AND effective_from = ? ORDER BY topic_offset DESC LIMIT 1""";
    private static final String VERSIONS = """
            SELECT kind, version, effective_from, effective_to, author, verdict, reason FROM flywheel.control_record
            WHERE kind IN ('rules', 'catalogue', 'detectors', 'model') ORDER BY kind, topic_offset""";
    private static final String EVENT_TIME =
            "SELECT extract(epoch FROM coalesce(min(watermark_at), now())) * 1000 FROM flywheel.pipeline_freshness WHERE stage IN ('customers', 'windows')";
    private static final String COUNTED =
            "SELECT max(watermark_at) FROM flywheel.pipeline_freshness WHERE stage = 'customers'";

    private DecisionRows() {}

    /** What the job said of a control record; nothing if it has not judged it yet. */
    static Optional<ControlWorld.Verdict> verdict(DatabaseAccess database, ControlRecord record) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(VERDICT)) {
            statement.setString(1, record.kind().word());
            statement.setString(2, record.id());
            statement.setInt(3, record.version());
            statement.setObject(
                    4, Instant.ofEpochMilli(record.effectiveFromMillis()).atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new ControlWorld.Verdict(row.getString(1), row.getString(2)))
                        : Optional.empty();
            }
        }
    }

    /** Every version of rules and settings that was judged, in its order. */
    static List<Controls.Version> versions(DatabaseAccess database) throws SQLException {
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

    /** How far those have come in event time that watch for alerts, in epoch milliseconds. */
    static long eventTimeMillis(DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(EVENT_TIME);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The moment of event time up to which any part of the job has counted customers for certain; nothing if none has. */
    static Optional<Instant> countedUpTo(DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(COUNTED);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return Optional.ofNullable(row.getObject(1, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
        }
    }
}
