package io.flywheel.local.oracle;

import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Which of the rules of docs/reference/wheel.md, "Stages", hold on a day, from all that happened up to the end of it.
 *
 * <p><b>Units:</b> days since the epoch.
 */
final class StageRules {

    private final List<WheelActivity> activities;
    private final NavigableSet<Long> featureDays;
    private final MidnightNumbers numbers;

    StageRules(WheelCustomer customer, MidnightNumbers numbers) {
        this.activities = customer.activities();
        this.featureDays = customer.days(activity -> activity.is("clickstream.feature_used"));
        this.numbers = numbers;
    }

    boolean activate(long day) {
        long start = firstAt(day, activity -> activity.is("clickstream.signup"))
                .orElseGet(() -> firstAt(day, activity -> true).orElseThrow());
        return valueEvents(day) >= 1
                || activities.stream()
                        .anyMatch(activity -> activity.is("clickstream.activation_milestone")
                                && activity.day() <= day
                                && activity.at() - start <= 14 * WheelActivity.DAY);
    }

    boolean adopt(long day) {
        return featureDays(day) >= 4 || valueEvents(day) >= 2;
    }

    boolean stillAdopt(long day) {
        return featureDays(day) >= 2 || valueEvents(day) >= 2;
    }

    boolean adore(long day) {
        return adores(day, 75);
    }

    boolean stillAdore(long day) {
        return adores(day, 72);
    }

    private boolean adores(long day, double leastIndex) {
        return isPraised(day) && numbers.before(day).index() >= leastIndex && !numbers.hasBreach(day);
    }

    private boolean isPraised(long day) {
        int ratings = 0;
        double sum = 0;
        for (WheelActivity activity : activities) {
            Double score = activity.event().real("score");
            if (score == null || activity.day() > day || activity.day() <= day - 90) {
                continue;
            }
            if (activity.is("support.nps_rated") && score >= 9) {
                return true;
            }
            if (activity.is("support.csat_rated")) {
                ratings++;
                sum += score;
            }
        }
        return ratings >= 2 && sum / ratings >= 4.5;
    }

    private int featureDays(long day) {
        return featureDays.subSet(day - 27, true, day, true).size();
    }

    private long valueEvents(long day) {
        return activities.stream()
                .filter(activity -> activity.isValue() && activity.day() <= day)
                .count();
    }

    private OptionalLong firstAt(long until, Predicate<WheelActivity> which) {
        return activities.stream()
                .filter(activity -> activity.day() <= until && which.test(activity))
                .mapToLong(WheelActivity::at)
                .min();
    }
}
