package io.flywheel.notifier.tables;

import io.flywheel.domain.alert.Silence;
import io.flywheel.notifier.message.AlertLine;
import io.flywheel.notifier.message.Message;
import io.flywheel.notifier.message.MessageJson;
import io.flywheel.notifier.telling.GroupView;
import io.flywheel.notifier.telling.Holds;
import io.flywheel.notifier.telling.Kind;
import io.flywheel.notifier.telling.Route;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One session of a notifier: what is on, what each receiver knows of it, and what is on its way.
 *
 * <p><b>Shape:</b> for one thread. Whatever belongs together is one transaction. Each round costs what is open, not what there ever was.
 *
 * <p><b>Errors:</b> {@link SQLException} when the session is gone or the work refused; the round is then lost and nothing of it has happened.
 */
public final class ToldTables implements AutoCloseable {

    /** Alerts of a group that are on, may be told now, and were not. */
    private static final String WAITING =
            "t.told_by IS NULL AND t.ended_at IS NULL AND t.held_by IS NULL AND (t.not_before IS NULL OR t.not_before <= ?)";

    private static final String TOLD_AND_ON = "t.told_at IS NOT NULL AND t.ended_at IS NULL";
    private static final String TOLD_AND_OVER =
            "t.told_at IS NOT NULL AND t.ended_at IS NOT NULL AND t.end_told_by IS NULL";
    private static final String IN_GROUP = "t.receiver = ? AND t.group_key = ? AND t.is_shadow = ?";

    private static final String END = """
            UPDATE flywheel.alert_told t SET ended_at = ?, is_settled = (t.told_by IS NULL)
            WHERE NOT t.is_settled AND t.ended_at IS NULL
              AND NOT EXISTS (SELECT FROM flywheel.alert_instance i
                              WHERE i.status IN ('firing', 'recovering') AND i.fingerprint = t.fingerprint AND i.episode = t.episode)""";

    private static final String GROUPS = """
            SELECT g.*, n.delivered_at, coalesce(n.is_on_its_way, false) AS is_on_its_way
            FROM (SELECT t.receiver, t.group_key, t.is_shadow,
                         count(*) FILTER (WHERE %1$s) AS waiting,
                         min(greatest(t.seen_at, t.not_before)) FILTER (WHERE %1$s) AS waiting_since,
                         max(greatest(t.seen_at, t.not_before)) FILTER (WHERE %1$s) AS waiting_last,
                         count(*) FILTER (WHERE %2$s) AS told_on,
                         count(*) FILTER (WHERE %3$s) AS told_over
                  FROM flywheel.alert_told t
                  WHERE NOT t.is_settled AND t.group_key IS NOT NULL
                  GROUP BY t.receiver, t.group_key, t.is_shadow) g
            LEFT JOIN LATERAL (SELECT max(m.delivered_at) AS delivered_at, bool_or(m.status IN ('planned', 'sending', 'failed')) AS is_on_its_way
                               FROM (SELECT delivered_at, status FROM flywheel.alert_notification
                                     WHERE receiver = g.receiver AND group_key = g.group_key AND is_shadow = g.is_shadow
                                     ORDER BY number DESC LIMIT 20) m) n ON true
            WHERE g.waiting + g.told_on + g.told_over > 0""".formatted(WAITING, TOLD_AND_ON, TOLD_AND_OVER);

    private static final String PENDING = """
            SELECT n.receiver, n.group_key, n.is_shadow, n.message::text AS message, n.attempts, n.status, n.planned_at,
                   CASE n.kind WHEN 'resolved' THEN true
                               WHEN 'repeat' THEN EXISTS (SELECT FROM flywheel.alert_told t WHERE NOT t.is_settled AND t.receiver = n.receiver AND t.group_key = n.group_key
                                                            AND t.is_shadow = n.is_shadow AND t.told_at IS NOT NULL AND t.ended_at IS NULL)
                               ELSE EXISTS (SELECT FROM flywheel.alert_told t WHERE NOT t.is_settled AND t.receiver = n.receiver AND t.group_key = n.group_key
                                              AND t.is_shadow = n.is_shadow AND t.told_by = n.notification_id AND t.ended_at IS NULL) END AS is_needed
            FROM flywheel.alert_notification n
            WHERE n.status IN ('planned', 'sending', 'failed')
            ORDER BY n.receiver, n.planned_at, n.notification_id
            LIMIT 1000""";

    private static final int PAGE = 10_000;

    private final Connection connection;
    private final AlertsRead alerts;

    private ToldTables(Connection connection, AlertsRead alerts) {
        this.connection = connection;
        this.alerts = alerts;
    }

    /** Opens a session and takes the lead, if nobody else has it; null if somebody has. */
    public static @Nullable ToldTables open(NotifierAccess access, @Nullable String pageUrl) throws SQLException {
        Connection connection = access.connect();
        try {
            if (NotifierAccess.takesTheLead(connection)) {
                AlertsRead alerts = new AlertsRead(connection, pageUrl);
                connection.commit();
                return new ToldTables(connection, alerts);
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        return null;
    }

    /** Work that is done whole or not at all. */
    @FunctionalInterface
    private interface Work<T> {
        T done() throws SQLException;
    }

    private <T> T whole(Work<T> work) throws SQLException {
        try {
            T result = work.done();
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            if (!connection.isClosed()) {
                connection.rollback();
            }
            throw e;
        }
    }

    /** Decides of a page of alerts that no receiver knows. */
    @FunctionalInterface
    public interface Decision {
        Taken of(List<SeenAlert> page);
    }

    /** Takes in all that no receiver knows, as it is decided, and gives how much it was. */
    public long takeIn(Decision decision, Instant now) throws SQLException {
        return whole(() -> {
            long[] taken = {0};
            alerts.unknown(PAGE, page -> {
                taken[0] += page.size();
                new ToldRows(connection).write(decision.of(page), now);
            });
            return taken[0];
        });
    }

    /** Notes what is over. */
    public int end(Instant now) throws SQLException {
        return whole(() -> Rows.write(connection, END, now));
    }

    public Map<GroupName, GroupView> groups(Instant now) throws SQLException {
        return whole(() -> {
            Map<GroupName, GroupView> groups = new LinkedHashMap<>();
            Rows.read(
                            connection,
                            GROUPS,
                            row -> Map.entry(
                                    new GroupName(
                                            row.getString("receiver"),
                                            row.getString("group_key"),
                                            row.getBoolean("is_shadow")),
                                    new GroupView(
                                            row.getString("group_key").equals(Route.SUMMARY_GROUP),
                                            row.getLong("waiting"),
                                            Rows.moment(row, "waiting_since"),
                                            Rows.moment(row, "waiting_last"),
                                            row.getLong("told_on"),
                                            row.getLong("told_over"),
                                            row.getBoolean("is_on_its_way"),
                                            Rows.moment(row, "delivered_at"))),
                            now,
                            now,
                            now)
                    .forEach(entry -> groups.put(entry.getKey(), entry.getValue()));
            return groups;
        });
    }

    /** Whether somebody is to be reminded of a group: something is on that is neither acknowledged nor held. */
    public boolean isUnattended(GroupName name) throws SQLException {
        String sql = "SELECT EXISTS (SELECT FROM flywheel.alert_told t JOIN flywheel.alert_instance i USING (fingerprint, episode) WHERE NOT t.is_settled AND "
                + IN_GROUP + " AND " + TOLD_AND_ON + " AND t.held_by IS NULL AND i.acked_at IS NULL) AS it_is";
        return whole(() -> Rows.read(
                        connection, sql, row -> row.getBoolean("it_is"), name.receiver(), name.group(), name.isShadow())
                .get(0));
    }

    /** Labels of the alerts about windows that are on: what may be the cause of an inhibition. */
    public List<Map<String, String>> windowsOn() throws SQLException {
        return whole(alerts::windowsOn);
    }

    public List<Silence> silences(Instant now) throws SQLException {
        return whole(() -> alerts.silences(now));
    }

    /** Holds and releases what is open, after silences or causes changed. */
    public int hold(Holds holds) throws SQLException {
        return new HeldAlerts(connection).hold(holds);
    }

    /** The next message of a group, with what it tells of now. */
    public Message compose(GroupName name, GroupView group, Kind kind, int mostLines, Instant now)
            throws SQLException {
        return whole(() -> new Composition(connection, alerts, name, group, now).message(kind, mostLines));
    }

    /** Writes a message down before it is sent, and which alerts it tells. One that is only decided counts as delivered. */
    public void plan(GroupName name, Message message, Kind kind, Instant now) throws SQLException {
        whole(() -> {
            if (kind == Kind.FIRING || kind == Kind.SUMMARY) {
                Rows.write(
                        connection,
                        "UPDATE flywheel.alert_told t SET told_by = ? WHERE NOT t.is_settled AND " + IN_GROUP + " AND " + WAITING,
                        message.id(),
                        name.receiver(),
                        name.group(),
                        name.isShadow(),
                        now);
            }
            boolean tellsEnds = !message.isSummary() || kind == Kind.RESOLVED;
            if (tellsEnds && message.alertsOver() > 0) {
                Rows.write(
                        connection,
                        "UPDATE flywheel.alert_told t SET end_told_by = ? WHERE NOT t.is_settled AND " + IN_GROUP + " AND "
                                + TOLD_AND_OVER,
                        message.id(),
                        name.receiver(),
                        name.group(),
                        name.isShadow());
            }
            Rows.write(
                    connection,
                    "INSERT INTO flywheel.alert_notification (notification_id, receiver, group_key, is_shadow, number, kind, alerts_new, alerts_on, alerts_over, fingerprints, message, planned_at, status)"
                            + " VALUES (?, ?, ?, ?, (SELECT coalesce(max(number), 0) + 1 FROM flywheel.alert_notification WHERE receiver = ? AND group_key = ? AND is_shadow = ?), ?, ?, ?, ?, ?, ?::jsonb, ?, 'planned')",
                    message.id(),
                    name.receiver(),
                    name.group(),
                    name.isShadow(),
                    name.receiver(),
                    name.group(),
                    name.isShadow(),
                    kind.word(),
                    (int) message.alertsNew(),
                    (int) message.alertsOn(),
                    (int) message.alertsOver(),
                    message.alerts().stream().map(AlertLine::fingerprint).toArray(String[]::new),
                    MessageJson.write(message),
                    now);
            if (name.isShadow()) {
                settle(name, message.id(), "shadow", now);
            }
            return true;
        });
    }

    public List<PendingMessage> pending() throws SQLException {
        return whole(() -> Rows.read(
                connection,
                PENDING,
                row -> new PendingMessage(
                        MessageJson.read(row.getString("message")),
                        new GroupName(
                                row.getString("receiver"), row.getString("group_key"), row.getBoolean("is_shadow")),
                        row.getInt("attempts"),
                        row.getString("status").equals("sending"),
                        row.getBoolean("is_needed"),
                        Rows.momentOf(row, "planned_at"))));
    }

    /** An attempt begins; should nothing more be heard of it, the receiver may have the message. */
    public void sending(String id, Instant now) throws SQLException {
        whole(() -> Rows.write(
                connection,
                "UPDATE flywheel.alert_notification SET status = 'sending', sent_at = ?, attempts = attempts + 1 WHERE notification_id = ?",
                now,
                id));
    }

    public void delivered(GroupName name, String id, Instant now) throws SQLException {
        whole(() -> {
            settle(name, id, "delivered", now);
            return true;
        });
    }

    private void settle(GroupName name, String id, String status, Instant now) throws SQLException {
        Rows.write(
                connection,
                "UPDATE flywheel.alert_notification SET status = ?, delivered_at = ?, error = NULL WHERE notification_id = ?",
                status,
                now,
                id);
        Rows.write(
                connection,
                "UPDATE flywheel.alert_told t SET told_at = CASE WHEN t.told_by = ? THEN coalesce(t.told_at, ?) ELSE t.told_at END, is_settled = (t.end_told_by IS NOT DISTINCT FROM ?)"
                        + " WHERE NOT t.is_settled AND " + IN_GROUP + " AND (t.told_by = ? OR t.end_told_by = ?)",
                id,
                now,
                id,
                name.receiver(),
                name.group(),
                name.isShadow(),
                id,
                id);
    }

    /** The attempt failed; {@code mayHaveIt} if it is not known how it ended. */
    public void failed(String id, boolean mayHaveIt, String error) throws SQLException {
        whole(() -> Rows.write(
                connection,
                "UPDATE flywheel.alert_notification SET status = ?, error = ? WHERE notification_id = ?",
                mayHaveIt ? "sending" : "failed",
                error,
                id));
    }

    /** Gives a message up. What it was to tell for the first time and is still on will be counted in a summary; what is over is never told. */
    public void drop(GroupName name, String id, String why, Instant now) throws SQLException {
        whole(() -> {
            Rows.write(
                    connection,
                    "UPDATE flywheel.alert_notification SET status = 'dropped', error = ? WHERE notification_id = ?",
                    why,
                    id);
            Rows.write(
                    connection,
                    "UPDATE flywheel.alert_told t SET is_settled = true WHERE NOT t.is_settled AND " + IN_GROUP
                            + " AND (t.end_told_by = ? OR t.told_by = ? AND t.told_at IS NULL AND t.ended_at IS NOT NULL)",
                    name.receiver(),
                    name.group(),
                    name.isShadow(),
                    id,
                    id);
            return Rows.write(
                    connection,
                    "UPDATE flywheel.alert_told t SET told_by = NULL, standing = 'stale', group_key = '" + Route.SUMMARY_GROUP
                            + "', seen_at = ? WHERE NOT t.is_settled AND " + IN_GROUP
                            + " AND t.told_by = ? AND t.told_at IS NULL AND t.ended_at IS NULL",
                    now,
                    name.receiver(),
                    name.group(),
                    name.isShadow(),
                    id);
        });
    }

    /** What a receiver that must be reminded is told again: what it knows and is on, and what ended since a moment. */
    public List<AlertLine> known(String receiver, String group, Instant endedSince, int most) throws SQLException {
        return whole(() -> alerts.lines(
                new GroupName(receiver, group, false),
                "t.standing = 'own' AND t.told_at IS NOT NULL AND (NOT t.is_settled AND t.ended_at IS NULL OR t.ended_at >= ?)",
                most,
                endedSince));
    }

    /** The latest summary that was delivered to a receiver, while it holds or ended after a moment; null if there is none. */
    public @Nullable Message summaryOf(String receiver, Instant endedSince) throws SQLException {
        List<Message> found = whole(() -> Rows.read(
                connection,
                "SELECT message::text AS message FROM flywheel.alert_notification WHERE receiver = ? AND group_key = ? AND NOT is_shadow AND status = 'delivered'"
                        + " AND (kind <> 'resolved' OR delivered_at >= ?) ORDER BY number DESC LIMIT 1",
                row -> MessageJson.read(row.getString("message")),
                receiver,
                Route.SUMMARY_GROUP,
                endedSince));
        return found.isEmpty() ? null : found.get(0);
    }

    /** Alerts of one rule at one moment, for the bucket to be filled as it was before a restart. */
    public record Past(String receiver, String rule, boolean isFlood, Instant at) {}

    /** What was seen since a moment, as far as it was told by name or in a summary; oldest first. */
    public List<Past> past(Instant since) throws SQLException {
        List<Past> past = new ArrayList<>();
        whole(() -> past.addAll(Rows.read(
                connection,
                "SELECT receiver, rule_name, false AS is_flood, seen_at FROM flywheel.alert_told WHERE standing = 'own' AND NOT is_shadow AND seen_at >= ?"
                        + " UNION ALL SELECT receiver, rule_name, true, max(seen_at) FROM flywheel.alert_told WHERE standing = 'summary' AND NOT is_shadow AND seen_at >= ? GROUP BY receiver, rule_name"
                        + " ORDER BY seen_at",
                row -> new Past(
                        row.getString("receiver"),
                        row.getString("rule_name"),
                        row.getBoolean("is_flood"),
                        Rows.momentOf(row, "seen_at")),
                since,
                since)));
        return past;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException theSessionIsGone) {
            // then so is its lock
        }
    }
}
