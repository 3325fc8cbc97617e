package io.flywheel.local.alerts;

import io.flywheel.local.postgres.DatabaseAccess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Reads the alerts from the tables. */
public final class AlertRows {

    private static final String ALERTS = """
            SELECT rule_name, severity, status, subject, summary, value, since, resolved_at, runbook, fingerprint, episode, unit
            FROM flywheel.v_alerts WHERE ? OR status <> 'resolved'
            ORDER BY array_position(ARRAY['firing', 'recovering', 'pending', 'resolved'], status),
                     array_position(ARRAY['critical', 'warning', 'info'], severity), since DESC, rule_name, subject""";

    private AlertRows() {}

    /** Alerts, what fires first. */
    public static List<Alerts.Line> read(DatabaseAccess database, boolean withResolved) throws SQLException {
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
                            row.getLong(11),
                            row.getString(12)));
                }
            }
            return alerts;
        }
    }
}
