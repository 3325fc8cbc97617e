package io.flywheel.local.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The deals of one customer as they stand after all events: docs/reference/wheel.md, "Deals". */
final class DealRows {

    private static final Map<String, String> OUTCOMES = Map.of(
            "deals.won", "won",
            "deals.order_completed", "won",
            "deals.lost", "lost",
            "deals.cancelled", "lost",
            "deals.disqualified", "disqualified",
            "deals.reopened", "");

    private DealRows() {}

    static List<Map<String, Object>> of(WheelCustomer customer) {
        TreeMap<String, List<WheelActivity>> deals = new TreeMap<>();
        for (WheelActivity activity : customer.activities()) {
            String dealId = activity.event().text("deal_id");
            if (activity.isOf("deals") && dealId != null) {
                deals.computeIfAbsent(dealId, unused -> new ArrayList<>()).add(activity);
            }
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        deals.forEach((dealId, activities) -> rows.add(row(dealId, customer.customerId, activities)));
        return rows;
    }

    /** Activities come by time, then event id: what is stated later counts. */
    private static Map<String, Object> row(String dealId, String customerId, List<WheelActivity> activities) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("deal_id", dealId);
        row.put("customer_id", customerId);
        for (String field : List.of("pipeline", "stage", "owner", "currency", "amount_minor")) {
            row.put(field, ExpectedTables.NULL);
        }
        row.put("created_at", Instant.ofEpochMilli(activities.get(0).at()));
        row.put("qualified_at", ExpectedTables.NULL);
        WheelActivity end = null;
        for (WheelActivity activity : activities) {
            for (String field : List.of("pipeline", "stage", "owner", "currency")) {
                put(row, field, activity.event().text(field));
            }
            put(row, "amount_minor", activity.event().amountMinor());
            if (activity.is("deals.qualified") && row.get("qualified_at") == ExpectedTables.NULL) {
                row.put("qualified_at", Instant.ofEpochMilli(activity.at()));
            }
            end = OUTCOMES.containsKey(activity.type()) ? activity : end;
        }
        String outcome = end == null ? "" : OUTCOMES.getOrDefault(end.type(), "");
        row.put(
                "closed_at",
                end == null || outcome.isEmpty() ? ExpectedTables.NULL : (Object) Instant.ofEpochMilli(end.at()));
        row.put("outcome", outcome.isEmpty() ? ExpectedTables.NULL : outcome);
        row.put(
                "last_activity_at",
                Instant.ofEpochMilli(activities.get(activities.size() - 1).at()));
        return row;
    }

    private static void put(Map<String, Object> row, String column, @Nullable Object stated) {
        if (stated != null) {
            row.put(column, stated);
        }
    }
}
