package io.flywheel.local.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads which parts of the jobs have let go of an erased customer, and takes the customer out of the tables. */
public final class ErasureRows {

    /** Parts that a smaller parallelism has left behind say nothing any more, and a stage whose input has ended keeps nothing. */
    private static final String PARTS = """
            SELECT p.job, p.stage, p.subtask, s.customers_forgotten
            FROM flywheel.pipeline_freshness p
            JOIN (SELECT DISTINCT ON (job, stage) job, stage, parallelism
                  FROM flywheel.pipeline_freshness ORDER BY job, stage, writer_epoch DESC, row_version DESC) newest USING (job, stage)
            LEFT JOIN flywheel.erasure_step s
                ON s.erasure_id = ? AND s.version = ? AND s.job = p.job AND s.stage = p.stage AND s.subtask = p.subtask
            WHERE p.subtask < newest.parallelism AND p.stage IN ('customers', 'wheel', 'alerts') AND p.watermark_at < 'infinity'
            ORDER BY p.job, p.stage, p.subtask""";

    private static final String REACHED =
            "SELECT max(watermark_at) FROM flywheel.pipeline_freshness WHERE isfinite(watermark_at)";

    private static final String UNTOLD_ENDS = """
            SELECT count(DISTINCT (i.fingerprint, i.episode))
            FROM flywheel.alert_instance i
            WHERE i.customer_id = ?
              AND (EXISTS (SELECT FROM flywheel.alert_told t WHERE NOT t.is_settled AND t.fingerprint = i.fingerprint AND t.episode = i.episode)
                   OR EXISTS (SELECT FROM flywheel.alert_notification n
                              WHERE n.status IN ('planned', 'sending', 'failed') AND i.fingerprint = ANY (n.fingerprints)))""";

    private static final String ERASE = "SELECT table_name, rows_deleted FROM flywheel.erase_customer(?)";
    private static final String NOT_ALLOWED = "42501";

    private ErasureRows() {}

    /**
     * One part of a stage.
     *
     * @param hasLetGo whether it has heard of the erasure and let go
     * @param customersForgotten how many customers it held; 0 before
     */
    public record Part(String job, String stage, int subtask, boolean hasLetGo, long customersForgotten) {}

    /** Every part that must let go of a version of an erasure, as far as the jobs have said that there is one. */
    public static List<Part> parts(DatabaseAccess database, String erasureId, int version) throws SQLException {
        List<Part> parts = new ArrayList<>();
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(PARTS)) {
            statement.setString(1, erasureId);
            statement.setInt(2, version);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Long forgotten = row.getObject(4, Long.class);
                    parts.add(new Part(
                            row.getString(1),
                            row.getString(2),
                            row.getInt(3),
                            forgotten != null,
                            forgotten == null ? 0 : forgotten));
                }
            }
        }
        return parts;
    }

    /** The latest moment of event time that any part of a job has reached; nothing if none has reached any. */
    public static Optional<Instant> reached(DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(REACHED);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return Optional.ofNullable(row.getObject(1, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
        }
    }

    /** Alerts of a customer whose end the notifier still has to tell. */
    public static long untoldEnds(DatabaseAccess database, String customerId) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(UNTOLD_ENDS)) {
            statement.setString(1, customerId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Takes a customer out of every table, and gives how many rows each lost, however often it was gone through; nothing if the role may not. */
    public static Optional<Map<String, Long>> erase(DatabaseAccess database, String customerId) throws SQLException {
        Map<String, Long> deleted = new LinkedHashMap<>();
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(ERASE)) {
            statement.setString(1, customerId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    deleted.merge(row.getString(1), row.getLong(2), Long::sum);
                }
            }
            return Optional.of(deleted);
        } catch (SQLException e) {
            if (NOT_ALLOWED.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
