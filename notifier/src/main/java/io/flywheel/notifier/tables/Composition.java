package io.flywheel.notifier.tables;

import io.flywheel.domain.packing.Sha256;
import io.flywheel.notifier.message.AlertLine;
import io.flywheel.notifier.message.Message;
import io.flywheel.notifier.message.RuleCount;
import io.flywheel.notifier.message.Wording;
import io.flywheel.notifier.telling.GroupView;
import io.flywheel.notifier.telling.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Puts together what a group's next message says, from the tables as they are now. */
final class Composition {

    private static final int ID_DIGITS = 32;

    /** What a message is about: what is on and told, or told now; and what is over. */
    private static final String ON =
            "NOT t.is_settled AND t.ended_at IS NULL AND (t.told_at IS NOT NULL OR (t.told_by IS NULL AND t.held_by IS NULL AND (t.not_before IS NULL OR t.not_before <= ?)))";

    private static final String NEW =
            "NOT t.is_settled AND ((t.ended_at IS NULL AND t.told_by IS NULL AND t.held_by IS NULL AND (t.not_before IS NULL OR t.not_before <= ?))"
                    + " OR (t.told_at IS NOT NULL AND t.ended_at IS NOT NULL AND t.end_told_by IS NULL))";

    private static final String OVER =
            "NOT t.is_settled AND t.told_at IS NOT NULL AND t.ended_at IS NOT NULL AND t.end_told_by IS NULL";

    private final Connection connection;
    private final AlertsRead alerts;
    private final GroupName name;
    private final GroupView group;
    private final Instant now;

    Composition(Connection connection, AlertsRead alerts, GroupName name, GroupView group, Instant now) {
        this.connection = connection;
        this.alerts = alerts;
        this.name = name;
        this.group = group;
        this.now = now;
    }

    Message message(Kind kind, int mostLines) throws SQLException {
        boolean tellsNew = kind == Kind.FIRING || kind == Kind.SUMMARY;
        boolean tellsEnds = kind == Kind.RESOLVED || kind == Kind.FIRING;
        long fresh = tellsNew ? group.waiting() : 0;
        long on = group.on() + fresh;
        long over = tellsEnds ? group.over() : 0;
        List<AlertLine> lines = switch (kind) {
            case FIRING -> alerts.lines(name, NEW, mostLines, now);
            case RESOLVED -> alerts.lines(name, OVER, group.isSummary() ? 0 : mostLines);
            case REPEAT, SUMMARY -> alerts.lines(name, ON, mostLines, now);
        };
        List<RuleCount> counts = on > 0 ? counts(ON, now) : counts(OVER);
        long number = Rows.read(
                        connection,
                        "SELECT coalesce(max(number), 0) + 1 AS number FROM flywheel.alert_notification WHERE receiver = ? AND group_key = ? AND is_shadow = ?",
                        row -> row.getLong("number"),
                        name.receiver(),
                        name.group(),
                        name.isShadow())
                .get(0);
        String severity = Wording.worst(counts);
        return new Message(
                id(number),
                name.receiver(),
                kind.word(),
                name.group(),
                group.isSummary(),
                severity,
                Wording.title(kind, group.isSummary(), severity, lines, counts, on, over),
                fresh,
                on,
                over,
                group.isSummary() && on > 0 ? stale() : 0,
                counts,
                lines,
                now);
    }

    private List<RuleCount> counts(String which, Object... values) throws SQLException {
        Object[] all = new Object[values.length + 3];
        all[0] = name.receiver();
        all[1] = name.group();
        all[2] = name.isShadow();
        System.arraycopy(values, 0, all, 3, values.length);
        return Rows.read(
                connection,
                "SELECT t.rule_name, t.severity, count(*) AS alerts FROM flywheel.alert_told t WHERE t.receiver = ? AND t.group_key = ? AND t.is_shadow = ? AND "
                        + which
                        + " GROUP BY 1, 2 ORDER BY array_position(ARRAY['critical', 'warning', 'info'], t.severity), count(*) DESC, 1",
                row -> new RuleCount(row.getString("rule_name"), row.getString("severity"), row.getLong("alerts")),
                all);
    }

    private long stale() throws SQLException {
        return Rows.read(
                        connection,
                        "SELECT count(*) AS alerts FROM flywheel.alert_told t WHERE t.receiver = ? AND t.group_key = ? AND t.is_shadow = ? AND t.standing = 'stale' AND "
                                + ON,
                        row -> row.getLong("alerts"),
                        name.receiver(),
                        name.group(),
                        name.isShadow(),
                        now)
                .get(0);
    }

    /** Made of what it is the next message of, and when: a number may come again after a customer was erased, an id never. */
    private String id(long number) {
        String text = String.join(
                "\n",
                name.receiver(),
                name.group(),
                name.isShadow() ? "shadow" : "live",
                Long.toString(number),
                now.toString());
        return Sha256.hex(text).substring(0, ID_DIGITS);
    }
}
