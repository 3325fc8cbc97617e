package io.flywheel.notifier.tables;

import io.flywheel.notifier.telling.Route;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes down what receivers are to know, a page in one statement. */
final class ToldRows {

    private static final String REMEMBER = """
            INSERT INTO flywheel.alert_told (fingerprint, episode, receiver, group_key, is_shadow, standing, rule_name, severity, seen_at, not_before, held_by, is_settled)
            SELECT r.fingerprint, r.episode, r.receiver, r.group_key, r.is_shadow, r.standing, r.rule_name, r.severity, ?::timestamptz,
                   CASE WHEN r.cool_down > 0
                        THEN (SELECT max(p.told_at) + r.cool_down * interval '1 millisecond' FROM flywheel.alert_told p
                              WHERE p.fingerprint = r.fingerprint AND p.receiver = r.receiver AND NOT p.is_shadow) END,
                   r.held_by, false
            FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[])
                 AS r(fingerprint, episode, receiver, group_key, is_shadow, standing, rule_name, severity, cool_down, held_by)
            ON CONFLICT DO NOTHING""";

    /** What waits of a rule that floods is told with the rest of the flood. */
    private static final String JOIN = """
            UPDATE flywheel.alert_told SET group_key = ?, standing = 'summary'
            WHERE NOT is_settled AND standing = 'own' AND told_by IS NULL AND ended_at IS NULL AND receiver = ? AND is_shadow = ? AND rule_name = ANY (?)""";

    private final Connection connection;

    ToldRows(Connection connection) {
        this.connection = connection;
    }

    void write(Taken taken, Instant now) throws SQLException {
        List<ToldRow> rows = taken.rows();
        Rows.write(
                connection,
                REMEMBER,
                now,
                column(rows, row -> row.alert().fingerprint()),
                column(rows, row -> Long.toString(row.alert().episode())),
                column(rows, ToldRow::receiver),
                column(rows, ToldRow::group),
                column(rows, row -> Boolean.toString(row.isShadow())),
                column(rows, ToldRow::standing),
                column(rows, row -> row.alert().rule()),
                column(rows, row -> row.alert().severity()),
                column(rows, row -> Long.toString(row.coolDown().toMillis())),
                column(rows, ToldRow::heldBy));
        for (Taken.Flood flood : taken.floods()) {
            Rows.write(
                    connection,
                    JOIN,
                    Route.SUMMARY_GROUP,
                    flood.receiver(),
                    flood.isShadow(),
                    flood.rules().toArray(String[]::new));
        }
    }

    private static @Nullable String[] column(List<ToldRow> rows, Function<ToldRow, @Nullable String> value) {
        @Nullable String[] column = new String[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }
}
