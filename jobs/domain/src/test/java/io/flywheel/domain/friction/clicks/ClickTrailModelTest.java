package io.flywheel.domain.friction.clicks;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.friction.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the order of arrival, however it is settled and wherever it is written down between: what is found is what all events at once say. */
class ClickTrailModelTest {

    private static final long MINUTE = 60_000;
    private static final long LATENESS = 7 * 24 * 60 * MINUTE;

    /** Windows of minutes rather than days where they are long, so that short histories reach their ends. */
    private static final ClickSettings SETTINGS = new ClickSettings(
            3,
            1_000,
            30,
            2_000,
            TargetPatterns.DEFAULT,
            1_000,
            0,
            5_000,
            30 * MINUTE,
            true,
            90 * MINUTE,
            60 * MINUTE,
            180 * MINUTE,
            "results");

    static IntStream seeds() {
        return IntStream.range(0, 400);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsTheSameInAnyOrder(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Activity> events = history(random);
        Map<Activity, Long> arrivals = new HashMap<>();
        long mostLate = random.nextBoolean() ? 30 * MINUTE : LATENESS;
        for (Activity event : events) {
            arrivals.put(event, event.occurredAtMillis() + random.nextLong(mostLate));
        }
        events.sort(Comparator.comparing(arrivals::get));

        ClickTrail trail = new ClickTrail();
        Set<String> settled = new TreeSet<>();
        long horizon = 0;
        for (int i = 0; i < events.size(); i++) {
            trail.take(events.get(i), SETTINGS);
            if (random.nextInt(4) == 0) {
                horizon = Math.max(horizon, passed(events, i + 1) - random.nextLong(10 * MINUTE));
                trail.settle(
                        horizon,
                        SETTINGS,
                        finding -> assertThat(settled.add(words(finding)))
                                .as("settled once: %s", finding)
                                .isTrue());
            }
            if (random.nextInt(8) == 0) {
                trail = ClickTrailTest.again(trail);
                long watermark =
                        Math.max(horizon, events.get(i).occurredAtMillis() + random.nextLong(-MINUTE, 60 * MINUTE));
                assertThat(together(trail, settled, watermark))
                        .isEqualTo(SortedClicks.found(events.subList(0, i + 1), SETTINGS, watermark));
            }
        }
        assertThat(together(trail, settled, Scene.END)).isEqualTo(SortedClicks.found(events, SETTINGS, Scene.END));
        trail.settle(Scene.END, SETTINGS, finding -> settled.add(words(finding)));
        assertThat(settled).isEqualTo(SortedClicks.found(events, SETTINGS, Scene.END));
        assertThat(trail.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void looksAgainWhenSomethingChangesAndOnlyThen(int seed) {
        List<Activity> events = history(new SplittableRandom(seed));
        ClickTrail trail = new ClickTrail();
        events.forEach(event -> trail.take(event, SETTINGS));
        long at = Scene.START - 1;
        Set<String> before = together(trail, Set.of(), at);
        for (long next = trail.nextLookAfter(at, SETTINGS);
                next != Long.MAX_VALUE;
                next = trail.nextLookAfter(next, SETTINGS)) {
            assertThat(together(trail, Set.of(), next - 1)).isEqualTo(before);
            Set<String> after = together(trail, Set.of(), next);
            assertThat(after).isNotEqualTo(before).containsAll(before);
            before = after;
        }
        assertThat(together(trail, Set.of(), Scene.END)).isEqualTo(before);
    }

    @Test
    void theHistoriesHoldEveryKindOfFriction() {
        Set<String> kinds = new HashSet<>();
        seeds().forEach(seed -> SortedClicks.found(history(new SplittableRandom(seed)), SETTINGS, Scene.END)
                .forEach(found -> kinds.add(found.substring(0, found.indexOf(':')))));
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "clicked_in_rage",
                        "clicked_into_error",
                        "quick_back",
                        "search_without_results",
                        "form_abandoned",
                        "checkout_abandoned");
    }

    /** No event before this can still come. */
    private static long passed(List<Activity> events, int taken) {
        return events.subList(taken, events.size()).stream()
                .mapToLong(Activity::occurredAtMillis)
                .min()
                .orElse(Scene.END / 2);
    }

    private static Set<String> together(ClickTrail trail, Set<String> settled, long watermark) {
        Set<String> all = new TreeSet<>(settled);
        for (Finding finding : ClickTrailTest.found(trail, watermark, SETTINGS)) {
            assertThat(all.add(words(finding))).as("told once: %s", finding).isTrue();
        }
        return all;
    }

    private static String words(Finding finding) {
        return finding.eventId() + " " + finding.occurredAtMillis() + " x" + finding.count();
    }

    /** Doings with pauses that lie around the thresholds. */
    private static List<Activity> history(SplittableRandom random) {
        ActivityKind[] kinds = {
            ActivityKind.CLICK,
            ActivityKind.CLICK,
            ActivityKind.CLICK,
            ActivityKind.CLICK,
            ActivityKind.JS_ERROR,
            ActivityKind.RAGE_CLICK,
            ActivityKind.ERROR_CLICK,
            ActivityKind.PAGE_VIEW,
            ActivityKind.PAGE_VIEW,
            ActivityKind.SEARCH,
            ActivityKind.FORM_START,
            ActivityKind.FORM_SUBMIT,
            ActivityKind.CHECKOUT_START,
            ActivityKind.ORDER_COMPLETED,
            ActivityKind.FEATURE_USED
        };
        long[] pauses = {0, 0, 1, 300, 500, 1_000, 1_001, 2_000, 4_000, 5_000, 10 * MINUTE, 30 * MINUTE, 61 * MINUTE};
        boolean naming = random.nextBoolean();
        List<Activity> events = new ArrayList<>();
        long at = Scene.START;
        ActivityKind last = ActivityKind.CLICK;
        for (int i = 0; i < 60; i++) {
            at += pauses[random.nextInt(pauses.length)];
            last = random.nextInt(3) == 0 ? last : kinds[random.nextInt(kinds.length)];
            events.add(event(random, "e" + i, at, last, naming));
        }
        return events;
    }

    private static Activity event(SplittableRandom random, String id, long at, ActivityKind kind, boolean naming) {
        Activity.Builder event = Activity.builder()
                .source(random.nextBoolean() ? "shop" : "app")
                .eventId(id)
                .occurredAtMillis(at)
                .kind(kind)
                .actor(random.nextInt(12) == 0 ? Actor.SYSTEM : Actor.CUSTOMER)
                .page(random.nextInt(3) == 0 ? "/b" : "/a")
                .sessionId(random.nextInt(6) == 0 ? null : random.nextInt(6) == 0 ? "t" : "s")
                .objectRef(naming ? "d" + random.nextInt(2) : null)
                .attributes(Map.of("results", String.valueOf(random.nextInt(2))));
        if (random.nextInt(5) > 0) {
            event.target(random.nextInt(5) == 0 ? "plus" : "buy");
        }
        if (random.nextInt(3) > 0) {
            event.x(random.nextInt(20)).y(random.nextInt(20));
        }
        return event.build();
    }
}
