package io.flywheel.notifier.tables;

import io.flywheel.domain.alert.Matcher;
import io.flywheel.domain.alert.Silence;
import io.flywheel.notifier.message.AlertLine;
import io.flywheel.notifier.message.MessageJson;
import io.flywheel.notifier.message.Wording;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the jobs and people say of alerts: which are on, what they are about, which are silenced. */
final class AlertsRead {

    private static final Logger LOG = LoggerFactory.getLogger(AlertsRead.class);

    /** Those that no receiver knows. First against what is open, which is few; only the rest against all there ever was. */
    private static final String NEW = """
            SELECT i.fingerprint, i.episode, i.rule_name, i.severity, i.scope, i.account_id, i.labels::text AS labels, coalesce(i.fired_at, i.changed_at) AS fired_at,
                   i.shadow AS is_shadow
            FROM flywheel.alert_instance i
            WHERE i.status IN ('firing', 'recovering')
              AND NOT EXISTS (SELECT FROM flywheel.alert_told t WHERE NOT t.is_settled AND t.fingerprint = i.fingerprint AND t.episode = i.episode)
              AND NOT EXISTS (SELECT FROM flywheel.alert_told t WHERE t.fingerprint = i.fingerprint AND t.episode = i.episode)""";

    private static final String CAUSES = """
            SELECT i.severity, i.scope, i.account_id, i.labels::text AS labels
            FROM flywheel.alert_instance i
            WHERE i.status IN ('firing', 'recovering') AND i.scope <> 'customer'""";

    private static final String LINES = """
            SELECT i.fingerprint, i.episode, i.rule_name, i.severity, i.scope, i.account_id, i.labels::text AS labels, i.customer_id, i.dim_type, i.dim_value, i.grain,
                   i.summary, i.value, i.direction, i.threshold_on, i.unit, coalesce(i.fired_at, i.changed_at) AS fired_at, i.resolved_at, i.runbook, i.evidence_event_ids,
                   t.ended_at IS NOT NULL AS is_over,
                   (SELECT string_agg(replace(c.signal_type, '_', ' ') || ' ' || round(c.points_per_day::numeric, 2) || ' points a day', ', ' ORDER BY c.points_per_day DESC)
                    FROM (SELECT signal_type, points_per_day FROM flywheel.momentum_contribution
                          WHERE customer_id = i.customer_id AND side = 'friction' ORDER BY points_per_day DESC LIMIT 3) c) AS frictions,
                   (SELECT w.frictions || ' of ' || (w.pushes + w.frictions) || ' signals rub, ' || w.customers_active || ' customers active, ' || w.customers_red || ' in the red band'
                    FROM flywheel.flywheel_window w
                    WHERE w.grain = i.grain AND w.dim_type = i.dim_type AND w.dim_value = i.dim_value AND w.window_end <= i.changed_at
                      AND w.window_start > i.changed_at - interval '29 days'
                    ORDER BY w.window_start DESC LIMIT 1) AS turn
            FROM flywheel.alert_told t JOIN flywheel.alert_instance i USING (fingerprint, episode)
            WHERE t.receiver = ? AND t.group_key = ? AND t.is_shadow = ? AND %s
            ORDER BY t.ended_at IS NOT NULL, array_position(ARRAY['critical', 'warning', 'info'], i.severity), i.fired_at DESC, i.fingerprint
            LIMIT ?""";

    private static final String SILENCES = """
            SELECT silence_id, matchers::text AS matchers, (extract(epoch FROM starts_at) * 1000)::bigint AS starts,
                   (extract(epoch FROM least(ends_at, timestamptz '9999-01-01')) * 1000)::bigint AS ends
            FROM flywheel.alert_silence
            WHERE starts_at <= ? AND (ends_at IS NULL OR ends_at > ?) AND matchers IS NOT NULL""";

    private final Connection connection;
    private final @Nullable String pageUrl;

    AlertsRead(Connection connection, @Nullable String pageUrl) {
        this.connection = connection;
        this.pageUrl = pageUrl;
    }

    /** Takes part of what is new. */
    @FunctionalInterface
    interface Taking {
        void take(List<SeenAlert> page) throws SQLException;
    }

    /** Hands on what no receiver knows, page by page, so that a flood needs no memory; within one transaction. */
    void unknown(int pageSize, Taking taking) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEW)) {
            statement.setFetchSize(pageSize);
            List<SeenAlert> page = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    page.add(new SeenAlert(
                            row.getString("fingerprint"),
                            row.getLong("episode"),
                            row.getString("rule_name"),
                            row.getString("severity"),
                            labels(row),
                            Rows.momentOf(row, "fired_at"),
                            row.getBoolean("is_shadow")));
                    if (page.size() == pageSize) {
                        taking.take(page);
                        page.clear();
                    }
                }
            }
            if (!page.isEmpty()) {
                taking.take(page);
            }
        }
    }

    /** Alerts about windows that are on, by their labels. */
    List<Map<String, String>> windowsOn() throws SQLException {
        return Rows.read(connection, CAUSES, AlertsRead::labels);
    }

    /** Silences in force. One that can not be understood holds nothing, for an alert too many is better than one too few. */
    List<Silence> silences(Instant now) throws SQLException {
        return Rows.read(connection, SILENCES, AlertsRead::silence, now, now).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Silence> silence(ResultSet row) throws SQLException {
        String id = row.getString("silence_id");
        try {
            List<Matcher> matchers = MessageJson.objects(row.getString("matchers")).stream()
                    .map(AlertsRead::matcher)
                    .toList();
            return Optional.of(new Silence(id, matchers, row.getLong("starts"), row.getLong("ends")));
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.warn("silence {} can not be understood and holds nothing: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    /** <b>Errors:</b> {@link PatternSyntaxException}, an {@link IllegalArgumentException}, for a pattern that is none. */
    private static Matcher matcher(Map<String, String> fields) {
        String sign = fields.getOrDefault("comparison", "");
        return new Matcher(
                fields.getOrDefault("label", ""),
                Arrays.stream(Matcher.Comparison.values())
                        .filter(comparison -> comparison.sign().equals(sign))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no comparison is written '" + sign + "'")),
                fields.getOrDefault("text", ""));
    }

    /** Alerts of a group by name, the worst first; what is over last. */
    List<AlertLine> lines(GroupName name, String which, int most, Object... values) throws SQLException {
        Object[] all = new Object[values.length + 4];
        all[0] = name.receiver();
        all[1] = name.group();
        all[2] = name.isShadow();
        System.arraycopy(values, 0, all, 3, values.length);
        all[all.length - 1] = most;
        return Rows.read(connection, LINES.formatted(which), this::line, all);
    }

    private AlertLine line(ResultSet row) throws SQLException {
        boolean isOver = row.getBoolean("is_over");
        String customer = row.getString("customer_id");
        String why = row.getString(customer == null ? "turn" : "frictions");
        Map<String, String> labels = labels(row);
        return new AlertLine(
                row.getString("fingerprint"),
                row.getLong("episode"),
                row.getString("rule_name"),
                row.getString("severity"),
                isOver ? AlertLine.RESOLVED : AlertLine.FIRING,
                labels,
                Wording.subject(
                        customer, row.getString("dim_type"), row.getString("dim_value"), labels.get("signal_type")),
                row.getString("summary"),
                why == null ? "" : why,
                row.getObject("value", Double.class),
                row.getString("direction"),
                row.getDouble("threshold_on"),
                row.getString("unit"),
                Rows.momentOf(row, "fired_at"),
                isOver ? Rows.moment(row, "resolved_at") : null,
                row.getString("runbook"),
                url(customer),
                texts(row.getArray("evidence_event_ids")));
    }

    private @Nullable String url(@Nullable String customer) {
        if (pageUrl == null) {
            return null;
        }
        String page = pageUrl.replaceFirst("/+$", "") + "/";
        return customer == null
                ? page
                : page + "#/c/"
                        + URLEncoder.encode(customer, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /** What routes, silences and inhibitions see of an alert. */
    private static Map<String, String> labels(ResultSet row) throws SQLException {
        Map<String, String> labels = MessageJson.texts(row.getString("labels"));
        labels.put("severity", row.getString("severity"));
        labels.put("scope", row.getString("scope"));
        String account = row.getString("account_id");
        if (account != null) {
            labels.put("account_id", account);
        }
        return labels;
    }
}
