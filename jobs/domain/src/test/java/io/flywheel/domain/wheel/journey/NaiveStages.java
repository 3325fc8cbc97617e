package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.signal.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The stages as wheel.md tells them: every single day in turn, each question asked of all activities again. */
final class NaiveStages {

    private static final Set<ActivityKind> VALUE =
            Set.of(ActivityKind.WON, ActivityKind.ORDER_COMPLETED, ActivityKind.RENEWED);

    final List<StageTransition> transitions = new ArrayList<>();
    boolean dormant;
    String stage = "stranger";
    long since = -1;

    private final List<Signal> activities;
    private final Map<Integer, List<Signal>> byDay;
    private final DayReadings readings;
    private final Map<String, Integer> entered = new HashMap<>();
    private final Map<String, Integer> held = new HashMap<>();
    private int regressed = -10_000;
    private int lastActive = -1;

    NaiveStages(Collection<Signal> all, DayReadings readings) {
        this.activities = all.stream()
                .sorted(Comparator.comparingLong(Signal::occurredAtMillis)
                        .thenComparing(Signal::eventId)
                        .thenComparing(Signal::source))
                .toList();
        this.byDay = activities.stream().collect(Collectors.groupingBy(NaiveStages::day));
        this.readings = readings;
    }

    NaiveStages upTo(int lastDay) {
        for (int day = day(activities.get(0)); day <= lastDay; day++) {
            walk(day);
        }
        return this;
    }

    static int day(Signal signal) {
        return (int) (signal.occurredAtMillis() / Told.DAY);
    }

    static boolean isActive(Signal signal) {
        return signal.facts().actor() == Actor.CUSTOMER || isValue(signal);
    }

    static boolean isValue(Signal signal) {
        return VALUE.contains(signal.facts().kind());
    }

    private void walk(int day) {
        Optional<Signal> record = on(day, its -> true);
        Optional<Signal> active = on(day, NaiveStages::isActive);
        if (dormant && active.isPresent()) {
            dormant = false;
            note(TransitionKind.RESURRECT, stage, day, active.get());
        }
        if (active.isPresent()) {
            lastActive = day;
        }
        if (record.isPresent() && stage.equals("regular") && adopt(day, 2)
                || record.isPresent() && stage.equals("champion") && adore(day, 72)) {
            held.put(stage, day);
        }
        if (stage.equals("regular") || stage.equals("champion")) {
            int from = Math.max(held.getOrDefault(stage, -10_000), entered.getOrDefault(stage, -10_000));
            if (day - from == 28) {
                note(TransitionKind.REGRESS, stage.equals("regular") ? "beginner" : "regular", day, null);
                regressed = day;
            }
        }
        if (record.isPresent() && day >= regressed + 28) {
            climb(day, record.get());
        }
        Optional<Signal> advocacy = on(
                day,
                its -> its.facts().kind() == ActivityKind.REFERRAL_SENT
                        || its.facts().kind() == ActivityKind.REVIEW_POSTED);
        if (stage.equals("champion") && advocacy.isPresent()) {
            note(TransitionKind.ADVOCATE, stage, day, advocacy.get());
        }
        if (!dormant && lastActive >= 0 && day == lastActive + 28) {
            note(TransitionKind.LAPSE, stage, day, null);
            dormant = true;
        }
    }

    private void climb(int day, Signal record) {
        if (stage.equals("stranger")) {
            note(TransitionKind.IDENTIFY, "evaluator", day, record);
        }
        if (stage.equals("evaluator") && activate(day)) {
            note(TransitionKind.ACTIVATE, "beginner", day, null);
        }
        if (stage.equals("beginner") && adopt(day, 4)) {
            note(TransitionKind.ADOPT, "regular", day, null);
        }
        if (stage.equals("regular") && adore(day, 75)) {
            note(TransitionKind.ADORE, "champion", day, null);
        }
    }

    private boolean activate(int day) {
        Optional<Signal> signup = upTo(day, ActivityKind.SIGNUP).findFirst();
        long start = signup.orElse(activities.get(0)).occurredAtMillis();
        return values(day) > 0
                || upTo(day, ActivityKind.ACTIVATION_MILESTONE)
                        .anyMatch(its -> its.occurredAtMillis() <= start + 14 * Told.DAY);
    }

    private boolean adopt(int day, int least) {
        return values(day) >= 2
                || upTo(day, ActivityKind.FEATURE_USED)
                                .map(NaiveStages::day)
                                .filter(its -> its > day - 28)
                                .distinct()
                                .count()
                        >= least;
    }

    private boolean adore(int day, double least) {
        boolean promoter = upTo(day, ActivityKind.NPS_RATED)
                .anyMatch(its -> day(its) > day - 90 && its.facts().score() >= 9);
        double[] ratings = upTo(day, ActivityKind.CSAT_RATED)
                .filter(its -> day(its) > day - 90)
                .mapToDouble(its -> its.facts().score())
                .filter(its -> !Double.isNaN(its))
                .toArray();
        double sum = 0;
        for (double rating : ratings) {
            sum += rating;
        }
        boolean satisfied = ratings.length >= 2 && sum / ratings.length >= 4.5;
        return (promoter || satisfied) && readings.indexBefore(day) >= least && !readings.slaMissedOpenBefore(day);
    }

    private long values(int day) {
        return activities.stream()
                .filter(its -> isValue(its) && day(its) <= day)
                .count();
    }

    private Stream<Signal> upTo(int day, ActivityKind kind) {
        return activities.stream().filter(its -> its.facts().kind() == kind && day(its) <= day);
    }

    private Optional<Signal> on(int day, Predicate<Signal> which) {
        return byDay.getOrDefault(day, List.of()).stream().filter(which).findFirst();
    }

    private void note(TransitionKind kind, String to, int day, @Nullable Signal trigger) {
        long at = trigger == null ? day * Told.DAY : trigger.occurredAtMillis();
        transitions.add(new StageTransition(
                kind,
                stageOf(stage),
                stageOf(to),
                at,
                day,
                trigger == null ? null : trigger.eventId(),
                day - entered.getOrDefault(stage, day)));
        if (!to.equals(stage)) {
            stage = to;
            since = at;
            entered.put(stage, day);
        }
    }

    static Stage stageOf(String word) {
        return Stream.of(Stage.values())
                .filter(its -> its.word().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
