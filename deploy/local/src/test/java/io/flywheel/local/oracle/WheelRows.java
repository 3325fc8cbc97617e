package io.flywheel.local.oracle;

import io.flywheel.local.oracle.StageWalk.Transition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rows of one customer in the tables of the wheel: stages, revolutions and first times. */
final class WheelRows {

    private final WheelCustomer customer;
    private final StageWalk walk;
    private final List<WheelActivity> valueEvents;
    private final List<Double> cycles = new ArrayList<>();

    WheelRows(WheelCustomer customer, StageWalk walk) {
        this.customer = customer;
        this.walk = walk;
        this.valueEvents = customer.valueEvents();
        for (int n = 1; n < valueEvents.size(); n++) {
            cycles.add((valueEvents.get(n).at() - valueEvents.get(n - 1).at()) / (double) WheelActivity.DAY);
        }
    }

    List<Map<String, Object>> transitions() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Transition transition : walk.transitions()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("customer_id", customer.customerId);
            row.put("n", rows.size() + 1L);
            row.put("kind", transition.kind());
            row.put("from_stage", transition.from());
            row.put("to_stage", transition.to());
            row.put("at", Instant.ofEpochMilli(transition.at()));
            row.put("day", date(transition.day()));
            row.put("trigger_event_id", orNull(transition.eventId()));
            row.put("days_in_state", transition.daysInState());
            rows.add(row);
        }
        return rows;
    }

    List<Map<String, Object>> revolutions() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int n = 1; n < valueEvents.size(); n++) {
            WheelActivity end = valueEvents.get(n);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("customer_id", customer.customerId);
            row.put("n", (long) n);
            row.put("started_at", moment(valueEvents.get(n - 1)));
            row.put("ended_at", moment(end));
            row.put("cycle_days", cycles.get(n - 1));
            row.put("value_amount_minor", orNull(end.event().amountMinor()));
            row.put("currency", orNull(end.event().currency()));
            row.put("value_event_id", end.eventId());
            rows.add(row);
        }
        return rows;
    }

    Map<String, Object> wheel() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("customer_id", customer.customerId);
        row.put("stage", walk.stage());
        row.put("stage_since", date(walk.since()));
        row.put("dormant", walk.isDormant());
        NavigableSet<Long> activeDays = customer.activeDays();
        boolean wasActive = !activeDays.isEmpty();
        row.put("first_active_day", wasActive ? date(activeDays.first()) : ExpectedTables.NULL);
        row.put("last_active_day", wasActive ? date(activeDays.last()) : ExpectedTables.NULL);
        row.put(
                "active_days_28d",
                wasActive
                        ? (long) activeDays
                                .tailSet(activeDays.last() - 28, false)
                                .size()
                        : 0L);
        row.put("value_events", (long) valueEvents.size());
        row.put("first_value_at", moment(valueEvent(0)));
        row.put("second_value_at", moment(valueEvent(1)));
        row.put("last_value_at", moment(valueEvent(valueEvents.size() - 1)));
        row.put("cycle_days_ewma", orNull(typicalCycle()));
        putFirstTimes(row);
        return row;
    }

    private @Nullable WheelActivity valueEvent(int n) {
        return n >= 0 && n < valueEvents.size() ? valueEvents.get(n) : null;
    }

    private @Nullable Double typicalCycle() {
        Double typical = null;
        for (double cycle : cycles) {
            typical = typical == null ? cycle : 0.3 * cycle + 0.7 * typical;
        }
        return typical;
    }

    private void putFirstTimes(Map<String, Object> row) {
        WheelActivity interest = customer.first(activity -> activity.isByCustomer()
                && activity.is("clickstream.signup", "clickstream.form_submit", "clickstream.content_download"));
        WheelActivity inquiry = customer.first(activity -> activity.isByCustomer()
                && activity.is(
                        "clickstream.form_submit",
                        "clickstream.signup",
                        "support.call_missed",
                        "support.call_abandoned",
                        "support.voicemail",
                        "support.call_answered"));
        WheelActivity won = valueEvent(0);
        row.put("lead_at", moment(customer.first(activity -> true)));
        row.put("mql_at", moment(interest));
        row.put("sql_at", moment(customer.first(activity -> activity.is("deals.qualified", "deals.meeting_booked"))));
        row.put("opportunity_at", moment(customer.first(activity -> activity.is("deals.created"))));
        row.put("won_at", moment(won));
        row.put("inquiry_at", moment(inquiry));
        row.put("answered_at", moment(after(inquiry, WheelRows::isAnswer)));
        row.put("sales_touch_at", moment(after(interest, WheelRows::isSalesTouch)));
        row.put("service_touch_at", moment(after(won, activity -> activity.isOf("support"))));
    }

    private static boolean isAnswer(WheelActivity activity) {
        return activity.isByAgent()
                && activity.is(
                        "support.outbound_call",
                        "support.call_answered",
                        "support.replied",
                        "deals.activity_logged",
                        "deals.meeting_booked");
    }

    private static boolean isSalesTouch(WheelActivity activity) {
        return activity.isByAgent() && (activity.isOf("deals") || activity.is("support.outbound_call"));
    }

    private @Nullable WheelActivity after(@Nullable WheelActivity start, Predicate<WheelActivity> which) {
        return start == null ? null : customer.first(activity -> activity.at() >= start.at() && which.test(activity));
    }

    private static String date(long day) {
        return LocalDate.ofEpochDay(day).toString();
    }

    private static Object moment(@Nullable WheelActivity activity) {
        return activity == null ? ExpectedTables.NULL : Instant.ofEpochMilli(activity.at());
    }

    private static Object orNull(@Nullable Object value) {
        return value == null ? ExpectedTables.NULL : value;
    }
}
