package io.flywheel.notifier.tables;

import io.flywheel.notifier.message.MessageJson;
import io.flywheel.notifier.telling.Holds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Goes through all alerts that are open, page by page, and notes which of them are held by a silence or an inhibition. */
final class HeldAlerts {

    private static final int PAGE = 5_000;

    private static final String OPEN = """
            SELECT t.fingerprint, t.episode, t.held_by, i.labels::text AS labels, i.severity, i.scope, i.account_id
            FROM (SELECT DISTINCT ON (fingerprint, episode) fingerprint, episode, held_by FROM flywheel.alert_told
                  WHERE NOT is_settled AND ended_at IS NULL AND group_key IS NOT NULL AND (fingerprint, episode) > (?, ?)
                  ORDER BY fingerprint, episode LIMIT ?) t
            JOIN flywheel.alert_instance i USING (fingerprint, episode)
            ORDER BY t.fingerprint, t.episode""";

    private static final String HOLD =
            "UPDATE flywheel.alert_told SET held_by = ? WHERE fingerprint = ? AND episode = ? AND NOT is_settled";

    private final Connection connection;

    HeldAlerts(Connection connection) {
        this.connection = connection;
    }

    private record Open(
            String fingerprint, long episode, @Nullable String heldBy, Map<String, String> labels) {}

    /** Gives the number of alerts for which something changed. */
    int hold(Holds holds) throws SQLException {
        int changed = 0;
        String fingerprint = "";
        long episode = 0;
        while (true) {
            List<Open> page = Rows.read(connection, OPEN, HeldAlerts::open, fingerprint, episode, PAGE);
            changed += change(page, holds);
            connection.commit();
            if (page.size() < PAGE) {
                return changed;
            }
            fingerprint = page.get(page.size() - 1).fingerprint();
            episode = page.get(page.size() - 1).episode();
        }
    }

    private int change(List<Open> page, Holds holds) throws SQLException {
        List<Integer> changes = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(HOLD)) {
            for (Open alert : page) {
                String now = holds.heldBy(alert.labels());
                if (!Objects.equals(now, alert.heldBy())) {
                    Rows.set(statement, now, alert.fingerprint(), alert.episode());
                    statement.addBatch();
                    changes.add(1);
                }
            }
            if (!changes.isEmpty()) {
                statement.executeBatch();
            }
        }
        return changes.size();
    }

    private static Open open(java.sql.ResultSet row) throws SQLException {
        Map<String, String> labels = new HashMap<>(MessageJson.texts(row.getString("labels")));
        labels.put("severity", row.getString("severity"));
        labels.put("scope", row.getString("scope"));
        String account = row.getString("account_id");
        if (account != null) {
            labels.put("account_id", account);
        }
        return new Open(row.getString("fingerprint"), row.getLong("episode"), row.getString("held_by"), labels);
    }
}
