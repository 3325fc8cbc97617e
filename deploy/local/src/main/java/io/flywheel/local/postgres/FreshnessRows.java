package io.flywheel.local.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how far each stage of each job has come. */
public final class FreshnessRows {

    private static final String STAGES = """
            SELECT job, stage, CASE WHEN isfinite(watermark_at) THEN watermark_at END,
                   CASE WHEN isfinite(watermark_at) THEN extract(epoch FROM now() - watermark_at)::double precision END,
                   watermark_at = 'infinity', updated_at
            FROM flywheel.v_freshness ORDER BY job, stage""";

    private FreshnessRows() {}

    /** One stage; the first two moments are null before its first and after its last event. */
    public record Row(
            String job,
            String stage,
            @Nullable Instant watermarkAt,
            @Nullable Double ageSeconds,
            boolean ended,
            Instant updatedAt) {}

    public static List<Row> read(DatabaseAccess database) throws SQLException {
        List<Row> stages = new ArrayList<>();
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(STAGES);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                OffsetDateTime watermark = row.getObject(3, OffsetDateTime.class);
                stages.add(new Row(
                        row.getString(1),
                        row.getString(2),
                        watermark == null ? null : watermark.toInstant(),
                        row.getObject(4, Double.class),
                        row.getBoolean(5),
                        row.getObject(6, OffsetDateTime.class).toInstant()));
            }
        }
        return stages;
    }
}
