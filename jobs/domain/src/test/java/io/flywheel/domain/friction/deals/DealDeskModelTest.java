package io.flywheel.domain.friction.deals;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.friction.service.ServiceTarget;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise of the deal desk: findings and facts are those of a walk through all activities at once, whatever the order they come in and whatever is settled on the way. */
class DealDeskModelTest {

    private static final long HOUR = NaiveDeals.HOUR;
    private static final long LATEST = 7 * Scene.DAY;
    private static final List<String> HAPPENINGS = List.of(
            "created",
            "qualified",
            "stage_changed",
            "stage_changed",
            "stage_changed",
            "stage_changed",
            "stage_changed",
            "stage_changed",
            "close_date_changed",
            "close_date_changed",
            "amount_changed",
            "activity_logged",
            "meeting_booked",
            "payment_failed",
            "won",
            "lost",
            "order_completed",
            "cancelled",
            "reopened",
            "reopened",
            "form_submit",
            "form_submit",
            "call_missed",
            "outbound_call",
            "replied");

    static IntStream seeds() {
        return IntStream.range(0, 120);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void equalsTheWalkThroughAllActivities(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DealSettings settings = settings(random);
        List<Activity> history = invent(random);
        for (int run = 0; run < 2; run++) {
            List<Activity> input = disorder(history, random);
            Tables tables = new Tables(settings);
            DealDesk desk = new DealDesk();
            List<Activity> seen = new ArrayList<>();
            long watermark = 0;
            for (int i = 0; i < input.size(); i++) {
                Activity one = input.get(i);
                desk.take(one, settings);
                if (random.nextInt(10) == 0) {
                    desk.take(one, settings);
                }
                seen.add(one);
                watermark = Math.max(watermark, one.occurredAtMillis());
                boolean checks = random.nextInt(8) == 0 || i == input.size() - 1;
                tables.look(desk, watermark, checks ? new NaiveDeals(seen, settings, watermark) : null);
                nextLookIsRight(desk, watermark, settings);
                if (random.nextInt(4) == 0) {
                    tables.settle(desk, earliest(input.subList(i + 1, input.size()), watermark, random));
                }
                desk = random.nextInt(3) == 0 ? roundTrip(desk) : desk;
            }
            long end = watermark + random.nextInt(40 * 24) * HOUR;
            NaiveDeals naive = new NaiveDeals(history, settings, end);
            tables.look(desk, end, naive);
            tables.settle(desk, end + 1);
            tables.look(desk, end, naive);
            tables.settle(desk, end + 1);
            tables.look(desk, end, naive);
            tables.settle(desk, end + 400 * Scene.DAY);
            assertThat(tables.inquiries).isEqualTo(new NaiveDeals(history, settings, end + 60 * Scene.DAY).inquiries());
        }
    }

    /** Otherwise the test above might promise more than it tries. */
    @Test
    void theInventedHistoriesHoldEveryKindOfFinding() {
        Map<String, Integer> kinds = new TreeMap<>();
        seeds().forEach(seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            DealSettings settings = settings(random);
            new NaiveDeals(invent(random), settings, Scene.time("130"))
                    .findings()
                    .forEach(one ->
                            kinds.merge(one.substring(one.indexOf(' ') + 1, one.indexOf(':')), 1, Math::addExact));
        });
        assertThat(kinds)
                .containsOnlyKeys("lead_left_waiting", "regressed", "revived", "slipped", "stalled")
                .allSatisfy((kind, count) -> assertThat(count).isGreaterThan(30));
    }

    /** Speed to lead beyond the target is measured, too, and waits no longer than it may. */
    @Test
    void theInventedHistoriesHoldEveryKindOfInquiry() {
        Map<String, Integer> kinds = new TreeMap<>();
        seeds().forEach(seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            DealSettings settings = settings(random);
            new NaiveDeals(invent(random), settings, Scene.time("130"))
                    .inquiries()
                    .values()
                    .forEach(one -> kinds.merge(
                            one.repeated()
                                    ? "repeated"
                                    : (one.dueAtMillis() == null ? "any time" : one.leftWaiting() ? "left" : "in time")
                                            + (one.touchedAtMillis() == null ? ", never touched" : ", touched"),
                            1,
                            Math::addExact));
        });
        assertThat(kinds)
                .containsOnlyKeys(
                        "any time, never touched",
                        "any time, touched",
                        "in time, touched",
                        "left, never touched",
                        "left, touched",
                        "repeated")
                .allSatisfy((kind, count) -> assertThat(count).isGreaterThan(3));
    }

    private static DealSettings settings(SplittableRandom random) {
        Pipeline usual = new Pipeline(
                new StageLimit(random.nextInt(5, 30) * Scene.DAY, 0),
                Map.of("a", new StageLimit(random.nextInt(2, 10) * Scene.DAY, random.nextInt(2, 10) * Scene.DAY)),
                random.nextBoolean() ? List.of() : List.of("a", "b", "c"));
        Pipeline other = new Pipeline(
                new StageLimit(random.nextInt(3) * 2L * Scene.DAY, random.nextInt(3) * Scene.DAY),
                Map.of(),
                random.nextBoolean() ? List.of("c", "a") : List.of());
        return new DealSettings(
                usual,
                Map.of("p", other),
                1.5,
                random.nextInt(4, 20) * 12L * HOUR,
                random.nextBoolean() ? ClosePeriod.MONTH : ClosePeriod.QUARTER,
                true,
                random.nextInt(8) == 0
                        ? null
                        : new ServiceTarget(random.nextInt(1, 40) * HOUR, 0, random.nextBoolean()),
                SettingWords.OFFICE,
                DealSettings.DEFAULT.inquiries(),
                random.nextInt(2, 20) * Scene.DAY);
    }

    private static List<Activity> invent(SplittableRandom random) {
        List<Activity> history = new ArrayList<>();
        int hours = random.nextInt(2, 80) * 24;
        int deals = random.nextInt(1, 4);
        for (int i = random.nextInt(1, 60); i > 0; i--) {
            String what = i <= deals ? "created" : HAPPENINGS.get(random.nextInt(HAPPENINGS.size()));
            long at = Scene.START + random.nextInt(i <= deals ? hours / 4 + 1 : hours) * HOUR;
            Activity.Builder one = Scene.happens(what, "e" + (100 + history.size()), at)
                    .objectRef("D" + (i <= deals ? i : random.nextInt(1, deals + 1)))
                    .isPublic(random.nextInt(5) > 0);
            if (random.nextInt(3) > 0) {
                one.stage(List.of("a", "b", "c", "d").get(random.nextInt(4)));
            }
            if (random.nextInt(12) == 0) {
                one.pipeline(random.nextBoolean() ? "p" : "q");
            }
            if (random.nextInt(3) == 0) {
                one.expectedCloseDay(Scene.day("01-01") + random.nextInt(120));
            }
            history.add(one.build());
        }
        return history;
    }

    /** Each comes up to seven days after it happened. */
    private static List<Activity> disorder(List<Activity> history, SplittableRandom random) {
        return history.stream()
                .map(one -> new Arrival(one.occurredAtMillis() + random.nextLong(LATEST), one))
                .sorted(Comparator.comparingLong(Arrival::atMillis))
                .map(Arrival::activity)
                .toList();
    }

    private record Arrival(long atMillis, Activity activity) {}

    private static long earliest(List<Activity> rest, long watermark, SplittableRandom random) {
        long earliest =
                rest.stream().mapToLong(Activity::occurredAtMillis).min().orElse(watermark);
        return Math.min(watermark, earliest - random.nextInt(3) * Scene.DAY / 2);
    }

    private static void nextLookIsRight(DealDesk desk, long watermark, DealSettings settings) {
        Set<String> now = found(desk, watermark, settings);
        long next = desk.nextLookAfter(watermark, settings);
        if (next == Long.MAX_VALUE) {
            assertThat(found(desk, Long.MAX_VALUE, settings)).isEqualTo(now);
            return;
        }
        assertThat(next).isGreaterThan(watermark);
        assertThat(found(desk, next - 1, settings)).isEqualTo(now);
        assertThat(found(desk, next, settings)).isNotEqualTo(now).containsAll(now);
    }

    private static Set<String> found(DealDesk desk, long watermark, DealSettings settings) {
        Set<String> found = new TreeSet<>();
        desk.find(
                watermark,
                settings,
                one -> assertThat(found.add(one.occurredAtMillis() + " " + one.eventId()))
                        .isTrue());
        return found;
    }

    private static DealDesk roundTrip(DealDesk desk) {
        StateWriter out = new StateWriter();
        desk.write(out);
        StateReader in = new StateReader(out.toBytes());
        DealDesk read = DealDesk.read(in);
        assertThat(in.isAtEnd()).isTrue();
        StateWriter again = new StateWriter();
        read.write(again);
        assertThat(again.toBytes()).isEqualTo(out.toBytes());
        return read;
    }

    /** What a database would hold: findings that are certain, and the last facts of each deal and inquiry. */
    private static final class Tables {
        private final DealSettings settings;
        private final Set<String> certain = new TreeSet<>();
        private final Map<String, DealFacts> facts = new TreeMap<>();
        private final Map<String, InquiryRow> inquiries = new TreeMap<>();

        Tables(DealSettings settings) {
            this.settings = settings;
        }

        void look(DealDesk desk, long watermark, @Nullable NaiveDeals naive) {
            Set<String> all = found(desk, watermark, settings);
            assertThat(all).noneMatch(certain::contains);
            all.addAll(certain);
            desk.facts(watermark, settings, one -> facts.put(one.dealId(), one));
            desk.inquiries(watermark, settings, one -> inquiries.put(one.eventId(), one));
            if (naive != null) {
                assertThat(all).isEqualTo(naive.findings());
                assertThat(facts).containsAllEntriesOf(naive.facts());
                assertThat(inquiries).isEqualTo(naive.inquiries());
            }
        }

        void settle(DealDesk desk, long horizon) {
            desk.settle(
                    horizon,
                    settings,
                    one -> assertThat(certain.add(one.occurredAtMillis() + " " + one.eventId()))
                            .isTrue(),
                    one -> facts.put(one.dealId(), one),
                    one -> inquiries.put(one.eventId(), one));
        }
    }
}
