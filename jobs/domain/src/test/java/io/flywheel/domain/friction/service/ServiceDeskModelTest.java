package io.flywheel.domain.friction.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.Priority;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise of the service desk: findings and rows are those of a walk through all activities at once, whatever the order they come in and whatever is settled on the way. */
class ServiceDeskModelTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final List<String> HAPPENINGS = List.of(
            "opened",
            "opened=high",
            "answer",
            "answer",
            "asks",
            "asks",
            "note",
            "robot",
            "status=pending",
            "status=on-hold",
            "status=open",
            "status=solved",
            "waiting",
            "solved",
            "closed",
            "reopened",
            "reopened=agent",
            "team=night",
            "team=day",
            "priority=urgent",
            "priority=low",
            "sla",
            "csat=3");

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void equalsTheWalkThroughAllActivities(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ServiceSettings settings = settings(random);
        List<Activity> history = invent(random);
        for (int run = 0; run < 2; run++) {
            List<Activity> input = disorder(history, random);
            Tables tables = new Tables(settings);
            ServiceDesk desk = new ServiceDesk();
            List<Activity> seen = new ArrayList<>();
            long watermark = 0;
            for (int i = 0; i < input.size(); i++) {
                Activity one = input.get(i);
                desk.take(one);
                if (random.nextInt(10) == 0) {
                    desk.take(one);
                }
                seen.add(one);
                watermark = Math.max(watermark, one.occurredAtMillis());
                boolean checks = random.nextInt(12) == 0 || i == input.size() - 1;
                tables.look(desk, watermark, checks ? new NaiveDesk(seen, settings) : null);
                if (checks) {
                    nextLookIsRight(desk, watermark, settings);
                }
                if (random.nextInt(4) == 0) {
                    tables.settle(desk, earliest(input.subList(i + 1, input.size()), watermark, random));
                }
                desk = random.nextInt(3) == 0 ? roundTrip(desk) : desk;
            }
            long end = watermark + random.nextInt(40 * 96) * NaiveDesk.QUARTER;
            NaiveDesk naive = new NaiveDesk(history, settings);
            tables.look(desk, end, naive);
            tables.settle(desk, end + 1);
            tables.look(desk, end, naive);
            tables.settle(desk, end + 400 * DAY);
        }
    }

    /** Otherwise the test above might promise more than it tries. */
    @Test
    void theInventedHistoriesHoldEveryKindOfFinding() {
        Set<String> kinds = new TreeSet<>();
        seeds().forEach(seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            ServiceSettings settings = settings(random);
            new NaiveDesk(invent(random), settings)
                    .findings(Tickets.START + 90 * DAY)
                    .forEach(one -> kinds.add(one.substring(one.indexOf(' ') + 1, one.indexOf(':'))));
        });
        assertThat(kinds)
                .containsExactly(
                        "channel_switched",
                        "first_response_missed",
                        "next_response_missed",
                        "repeat_contact",
                        "resolution_given",
                        "resolution_missed",
                        "response_given");
    }

    private static ServiceSettings settings(SplittableRandom random) {
        ServiceTarget quick = new ServiceTarget(
                Duration.ofHours(random.nextInt(1, 10)).toMillis(),
                random.nextInt(3) * NaiveDesk.QUARTER,
                random.nextBoolean());
        ServiceTarget slow = ServiceTarget.inBusinessTime(Duration.ofHours(random.nextInt(5, 60)));
        ServicePolicy policy = new ServicePolicy(
                "random",
                Map.of(
                        Priority.URGENT, new ServiceTargets(quick, quick, quick),
                        Priority.HIGH, new ServiceTargets(quick, quick, slow),
                        Priority.NORMAL, new ServiceTargets(slow, quick, slow)));
        List<OpeningHours> hours = new ArrayList<>();
        for (int day = 1; day <= 5; day++) {
            hours.add(new OpeningHours(DayOfWeek.of(day), LocalTime.of(9, 0), LocalTime.of(17, 30)));
        }
        BusinessCalendar office =
                new BusinessCalendar(ZoneId.of("Europe/Berlin"), hours, List.of(LocalDate.of(2026, 3, 17)));
        return new ServiceSettings(
                policy,
                Map.of(),
                office,
                Map.of("night", BusinessCalendar.alwaysOpen()),
                StatusMeaning.USUAL_WORDS,
                Set.of(StatusMeaning.PENDING, StatusMeaning.ON_HOLD),
                random.nextLong(1, 90) * 4 * NaiveDesk.QUARTER,
                random.nextLong(1, 90) * 4 * NaiveDesk.QUARTER,
                random.nextInt(2, 20) * DAY);
    }

    private static List<Activity> invent(SplittableRandom random) {
        List<Activity> history = new ArrayList<>();
        int span = random.nextInt(2, 60) * 96;
        int tickets = random.nextInt(1, 4);
        for (int i = random.nextInt(1, 40); i > 0; i--) {
            String what = i <= tickets ? "opened" : HAPPENINGS.get(random.nextInt(HAPPENINGS.size()));
            long at = Tickets.START + random.nextInt(i <= tickets ? span / 4 + 1 : span) * NaiveDesk.QUARTER;
            history.add(Tickets.happens(what, "e" + (100 + history.size()), at)
                    .objectRef("T" + (i <= tickets ? i : random.nextInt(1, tickets + 1)))
                    .topic(random.nextInt(4) == 0 ? null : "topic" + random.nextInt(2))
                    .channel(random.nextBoolean() ? "email" : "chat")
                    .build());
        }
        return history;
    }

    /** Each comes up to seven days after it happened. */
    private static List<Activity> disorder(List<Activity> history, SplittableRandom random) {
        return history.stream()
                .map(one -> new Arrival(one.occurredAtMillis() + random.nextLong(7 * DAY), one))
                .sorted(Comparator.comparingLong(Arrival::atMillis))
                .map(Arrival::activity)
                .toList();
    }

    private record Arrival(long atMillis, Activity activity) {}

    private static long earliest(List<Activity> rest, long watermark, SplittableRandom random) {
        long earliest =
                rest.stream().mapToLong(Activity::occurredAtMillis).min().orElse(watermark);
        return Math.min(watermark, earliest - random.nextInt(3) * DAY / 2);
    }

    private static void nextLookIsRight(ServiceDesk desk, long watermark, ServiceSettings settings) {
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

    private static Set<String> found(ServiceDesk desk, long watermark, ServiceSettings settings) {
        Set<String> found = new TreeSet<>();
        roundTrip(desk).find(watermark, settings, one -> found.add(one.occurredAtMillis() + " " + one.eventId()));
        return found;
    }

    private static ServiceDesk roundTrip(ServiceDesk desk) {
        StateWriter out = new StateWriter();
        desk.write(out);
        StateReader in = new StateReader(out.toBytes());
        ServiceDesk read = ServiceDesk.read(in);
        assertThat(in.isAtEnd()).isTrue();
        StateWriter again = new StateWriter();
        read.write(again);
        assertThat(again.toBytes()).isEqualTo(out.toBytes());
        return read;
    }

    /** What a database would hold: findings that are certain, and the last row of each ticket; and beside it what was told in vain. */
    private static final class Tables {
        private final ServiceSettings settings;
        private final Set<String> certain = new TreeSet<>();
        private final Map<String, TicketRow> rows = new TreeMap<>();
        private final Set<String> told = new TreeSet<>();
        private final Set<String> retracted = new TreeSet<>();
        private final Set<String> forgotten = new TreeSet<>();

        Tables(ServiceSettings settings) {
            this.settings = settings;
        }

        void look(ServiceDesk desk, long watermark, @Nullable NaiveDesk naive) {
            Set<String> all = new TreeSet<>();
            desk.find(
                    watermark,
                    settings,
                    one -> assertThat(all.add(one.occurredAtMillis() + " " + one.eventId()))
                            .isTrue());
            assertThat(all).noneMatch(certain::contains);
            all.addAll(certain);
            remember(all);
            desk.rows(watermark, settings, row -> rows.put(row.ticketId(), row));
            if (naive == null) {
                return;
            }
            assertThat(all).isEqualTo(naive.findings(watermark));
            naive.rows(watermark).forEach((ticket, columns) -> {
                TicketRow row = Objects.requireNonNull(rows.get(ticket), ticket);
                assertThat(NaiveDesk.columns(row)).isEqualTo(columns);
                if (!forgotten.contains(ticket)) {
                    assertThat(row.breachRetracted()).isEqualTo(retracted.contains(ticket));
                }
            });
        }

        private void remember(Set<String> all) {
            Set<String> ids = new TreeSet<>();
            all.forEach(one -> ids.add(one.substring(one.indexOf(' ') + 1)));
            told.stream()
                    .filter(id -> id.contains("_missed:") && !ids.contains(id))
                    .forEach(id -> retracted.add(id.split(":")[1]));
            told.clear();
            told.addAll(ids);
        }

        void settle(ServiceDesk desk, long horizon) {
            desk.settle(
                    horizon,
                    settings,
                    one -> assertThat(certain.add(one.occurredAtMillis() + " " + one.eventId()))
                            .isTrue(),
                    row -> {
                        assertThat(row).isEqualTo(rows.get(row.ticketId()));
                        forgotten.add(row.ticketId());
                    });
        }
    }
}
