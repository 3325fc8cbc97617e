package io.flywheel.local.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks one customer through the stages, day by day over the days with records; between them only time speaks.
 *
 * <p><b>Units:</b> days since the epoch; {@code at} in epoch milliseconds.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "Stages".
 */
final class StageWalk {

    private static final long NEVER = Long.MAX_VALUE;
    private static final long SILENCE = 28;

    /** One row of {@code stage_transition}. */
    record Transition(
            String kind,
            String from,
            String to,
            long at,
            long day,
            @Nullable String eventId,
            long daysInState) {}

    private final WheelCustomer customer;
    private final StageRules rules;
    private final NavigableSet<Long> activeDays;
    private final List<Transition> transitions = new ArrayList<>();
    private final Map<String, Long> lastHeld = new HashMap<>();
    private String stage = "stranger";
    private long since;
    private boolean dormant;
    private @Nullable Long lastActive;
    private @Nullable Long lastRegress;

    StageWalk(WheelCustomer customer, StageRules rules, long watermark) {
        this.customer = customer;
        this.rules = rules;
        this.activeDays = customer.activeDays();
        NavigableSet<Long> days = customer.days();
        since = days.first();
        for (long day : days) {
            waitUntil(day - 1);
            live(day);
        }
        waitUntil(WheelActivity.dayOf(watermark));
    }

    List<Transition> transitions() {
        return transitions;
    }

    String stage() {
        return stage;
    }

    long since() {
        return since;
    }

    boolean isDormant() {
        return dormant;
    }

    private void waitUntil(long lastDay) {
        while (Math.min(regressDay(), lapseDay()) <= lastDay) {
            if (regressDay() <= lapseDay()) {
                regress(regressDay());
            } else {
                lapse(lapseDay());
            }
        }
    }

    private void live(long day) {
        if (activeDays.contains(day)) {
            if (dormant) {
                dormant = false;
                add("resurrect", stage, day, firstOf(day, WheelActivity::isActive));
            }
            lastActive = day;
        }
        if (rules.stillAdopt(day)) {
            lastHeld.put("regular", day);
        }
        if (rules.stillAdore(day)) {
            lastHeld.put("champion", day);
        }
        if (regressDay() <= day) {
            regress(day);
        }
        if (lastRegress == null || day >= lastRegress + SILENCE) {
            stepUp(day);
        }
        WheelActivity advocacy =
                firstOf(day, activity -> activity.is("clickstream.referral_sent", "clickstream.review_posted"));
        if (stage.equals("champion") && advocacy != null) {
            add("advocate", stage, day, advocacy);
        }
        if (lapseDay() <= day) {
            lapse(day);
        }
    }

    private void stepUp(long day) {
        if (stage.equals("stranger")) {
            add("identify", "evaluator", day, firstOf(day, activity -> true));
        }
        if (stage.equals("evaluator") && rules.activate(day)) {
            add("activate", "beginner", day, null);
        }
        if (stage.equals("beginner") && rules.adopt(day)) {
            add("adopt", "regular", day, null);
        }
        if (stage.equals("regular") && rules.adore(day)) {
            add("adore", "champion", day, null);
        }
    }

    private long regressDay() {
        if (!stage.equals("champion") && !stage.equals("regular")) {
            return NEVER;
        }
        return Math.max(since, lastHeld.getOrDefault(stage, since)) + SILENCE;
    }

    private long lapseDay() {
        return lastActive == null || dormant ? NEVER : lastActive + SILENCE;
    }

    private void regress(long day) {
        add("regress", stage.equals("champion") ? "regular" : "beginner", day, null);
        lastRegress = day;
    }

    private void lapse(long day) {
        add("lapse", stage, day, null);
        dormant = true;
    }

    private @Nullable WheelActivity firstOf(long day, Predicate<WheelActivity> which) {
        return customer.first(activity -> activity.day() == day && which.test(activity));
    }

    private void add(String kind, String to, long day, @Nullable WheelActivity trigger) {
        long at = trigger == null ? day * WheelActivity.DAY : trigger.at();
        transitions.add(
                new Transition(kind, stage, to, at, day, trigger == null ? null : trigger.eventId(), day - since));
        if (!to.equals(stage)) {
            stage = to;
            since = day;
        }
    }
}
