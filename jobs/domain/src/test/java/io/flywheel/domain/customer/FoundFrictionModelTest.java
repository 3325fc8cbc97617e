package io.flywheel.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.facts.FrictionRow;
import io.flywheel.domain.facts.FrictionRow.Status;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.friction.deals.DealFacts;
import io.flywheel.domain.friction.deals.InquiryRow;
import io.flywheel.domain.friction.service.TicketRow;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.SignalRule;
import io.flywheel.domain.signal.SmallCatalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of friction that several events make together: what was told, less what was taken back, is what holds, whenever somebody looked, settled or kept the state, and whatever settings came into force on the way. */
class FoundFrictionModelTest {

    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final long START = 1_700_000_000_000L;
    private static final long LATE = 8 * DAY;
    private static final SignalCatalogue CATALOGUE = catalogue();
    private static final ChangingRules CHANGING = ChangingRules.of(CATALOGUE, START + 5 * DAY, START + 25 * DAY);
    private static final CustomerRules RULES = CHANGING.rules();

    private final CustomerMeter meter = CHANGING.meter();
    private final CustomerStateLayout layout = new CustomerStateLayout(CATALOGUE.decayFingerprint());

    private static SignalCatalogue catalogue() {
        List<SignalRule> found = List.of(
                SmallCatalogue.friction(30, "form_abandoned", 2_000, SmallCatalogue.TOUCH, ActivityKind.FORM_ABANDONED)
                        .build(),
                SmallCatalogue.friction(
                                31,
                                "first_response_missed",
                                6_000,
                                SmallCatalogue.TOUCH,
                                ActivityKind.FIRST_RESPONSE_MISSED)
                        .standing(SmallCatalogue.standing(
                                1.5, 1, 5, 180, EnumSet.of(ActivityKind.RESPONSE_GIVEN, ActivityKind.SOLVED)))
                        .build(),
                SmallCatalogue.friction(32, "stalled", 0, SmallCatalogue.COMMERCIAL, ActivityKind.STALLED)
                        .standing(SmallCatalogue.standing(
                                1, 30, 4, 100, EnumSet.of(ActivityKind.REVIVED, ActivityKind.WON, ActivityKind.LOST)))
                        .build(),
                SmallCatalogue.friction(33, "slipped", 4_000, SmallCatalogue.COMMERCIAL, ActivityKind.SLIPPED)
                        .build());
        return SmallCatalogue.of(
                Stream.concat(SmallCatalogue.rules().stream(), found.stream()).toList());
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasToldIsWhatHolds(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Activity> history = history(random);
        long end =
                history.stream().mapToLong(Activity::arrivedAtMillis).max().orElse(START) + random.nextLong(40 * DAY);
        CustomerState plain = new CustomerState();
        history.forEach(activity -> plain.fold(activity, RULES, SignalListener.NONE));
        List<Finding> all = plain.find(end, RULES);
        CustomerUpdate expected = meter.measure("c1", plain.with(all, RULES.catalogues()), end);

        Told told = new Told();
        CustomerState state = new CustomerState();
        long watermark = Long.MIN_VALUE;
        for (Activity activity : arrivals(history, random)) {
            state.fold(activity, RULES, told);
            watermark = Math.max(watermark, activity.arrivedAtMillis() - HOUR);
            if (random.nextInt(3) == 0) {
                look(state, watermark, told);
                if (random.nextInt(3) == 0) {
                    state.settle("c1", watermark - LATE, RULES, told);
                    state = layout.read(layout.write(state));
                }
            }
        }
        long tooSoon = watermark;
        for (int i = 0; i < 5; i++) {
            long later = tooSoon + random.nextLong(Math.max(1, end - tooSoon));
            look(state, Math.max(watermark, later), told);
            watermark = Math.max(watermark, later);
        }
        look(state, end, told);
        CustomerUpdate update = meter.measure("c1", state.with(state.find(end, RULES), RULES.catalogues()), end);

        assertSame(update, expected);
        assertThat(told.points).as("points told, less those taken back").isEqualTo(pointsOf(all));
        assertThat(told.frictionIds()).isEqualTo(idsOf(all));
        assertThat(told.openIds())
                .containsExactlyInAnyOrderElementsOf(expected.momentum().standing().stream()
                        .map(term -> term.signalType() + ":" + term.eventId())
                        .toList());
    }

    @Test
    void theHistoriesHaveEveryCourse() {
        Map<Status, Integer> counts = new TreeMap<>();
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Told told = new Told();
            CustomerState state = new CustomerState();
            long watermark = Long.MIN_VALUE;
            for (Activity activity : arrivals(history(random), random)) {
                state.fold(activity, RULES, told);
                watermark = Math.max(watermark, activity.arrivedAtMillis() - HOUR);
                look(state, watermark, told);
            }
            told.rows.values().forEach(row -> counts.merge(row.status(), 1, Integer::sum));
        }
        assertThat(counts)
                .containsOnlyKeys(Status.values())
                .allSatisfy((status, count) -> assertThat(count).isGreaterThan(20));
    }

    private void look(CustomerState state, long watermark, Told told) {
        List<Finding> found = state.find(watermark, RULES);
        long next = state.tell("c1", found, state.with(found, RULES.catalogues()), watermark, RULES, told);
        assertThat(next).isGreaterThan(watermark);
    }

    private static void assertSame(CustomerUpdate actual, CustomerUpdate expected) {
        assertThat(actual.profile()).isEqualTo(expected.profile());
        assertThat(actual.momentum().frictionTotalThousandths())
                .isEqualTo(expected.momentum().frictionTotalThousandths());
        assertThat(actual)
                .usingRecursiveComparison()
                .withComparatorForType(FoundFrictionModelTest::compareRoughly, Double.class)
                .isEqualTo(expected);
    }

    private static int compareRoughly(Double one, Double other) {
        double scale = Math.max(1e-6, Math.max(Math.abs(one), Math.abs(other)));
        return Math.abs(one - other) <= 1e-9 * scale ? 0 : Double.compare(one, other);
    }

    private static Map<String, Long> pointsOf(List<Finding> findings) {
        Map<String, Long> points = new TreeMap<>();
        for (Finding finding : findings) {
            for (SignalRule rule :
                    RULES.catalogues().at(finding.occurredAtMillis()).rulesFor(finding.kind())) {
                long weight = rule.weight().of(FoundActivity.of(finding));
                if (weight != 0) {
                    points.merge(rule.name() + ":" + finding.eventId(), weight, Long::sum);
                }
            }
        }
        return points;
    }

    private static List<String> idsOf(List<Finding> findings) {
        return findings.stream()
                .filter(finding ->
                        RULES.catalogues().at(finding.occurredAtMillis()).rulesFor(finding.kind()).length > 0)
                .map(Finding::eventId)
                .sorted()
                .toList();
    }

    /** Adds up what is told, as whoever reads signals and rows does. */
    private static final class Told implements CustomerListener {

        final Map<String, Long> points = new TreeMap<>();
        final Map<String, FrictionRow> rows = new TreeMap<>();

        @Override
        public void signal(SignalRule rule, SignalKind kind, long weightThousandths, Activity activity) {
            int number = activity.eventId().indexOf('#');
            if (number >= 0 && weightThousandths != 0) {
                String key = rule.name() + ":" + activity.eventId().substring(0, number);
                long more = kind == SignalKind.RETRACT ? -weightThousandths : weightThousandths;
                points.merge(key, more, Long::sum);
                points.values().removeIf(sum -> sum == 0);
            }
        }

        @Override
        public void friction(FrictionRow row) {
            rows.put(row.frictionId(), row);
        }

        @Override
        public void ticket(TicketRow row) {}

        @Override
        public void deal(DealFacts row) {}

        @Override
        public void inquiry(InquiryRow row) {}

        List<String> frictionIds() {
            return rows.values().stream()
                    .filter(row -> row.isFound() && row.status() != Status.RETRACTED)
                    .map(row -> row.frictionId()
                            .substring(
                                    row.signalType().length() + 1,
                                    row.frictionId().indexOf('@')))
                    .sorted()
                    .toList();
        }

        List<String> openIds() {
            return rows.values().stream()
                    .filter(row -> row.status() == Status.OPEN)
                    .map(row -> row.frictionId().substring(0, row.frictionId().indexOf('@')))
                    .toList();
        }
    }

    private static final List<ActivityKind> KINDS = List.of(
            ActivityKind.CLICK,
            ActivityKind.CLICK,
            ActivityKind.CLICK,
            ActivityKind.FORM_START,
            ActivityKind.FORM_SUBMIT,
            ActivityKind.FEATURE_USED,
            ActivityKind.CREATED,
            ActivityKind.STAGE_CHANGED,
            ActivityKind.CLOSE_DATE_CHANGED,
            ActivityKind.WON,
            ActivityKind.TICKET_OPENED,
            ActivityKind.REPLIED,
            ActivityKind.SOLVED,
            ActivityKind.SUPPORT_REOPENED,
            ActivityKind.SLA_MISSED);

    private static List<Activity> history(SplittableRandom random) {
        List<Activity> history = new ArrayList<>();
        long at = START;
        for (int i = random.nextInt(5, 60); i > 0; i--) {
            ActivityKind kind = KINDS.get(random.nextInt(KINDS.size()));
            int clicks = kind == ActivityKind.CLICK ? random.nextInt(1, 5) : 1;
            for (int click = 0; click < clicks; click++) {
                history.add(activity("e" + i + "-" + click, kind, at, random));
                at += clicks > 1 ? 300 : 0;
            }
            at += random.nextInt(4) == 0 ? random.nextLong(15 * DAY) : random.nextLong(6 * HOUR);
        }
        return history;
    }

    private static Activity activity(String id, ActivityKind kind, long at, SplittableRandom random) {
        boolean byAgent = kind == ActivityKind.REPLIED && random.nextInt(3) > 0;
        return Activity.builder()
                .customerId("c1")
                .source("s")
                .eventId(id)
                .kind(kind)
                .occurredAtMillis(at)
                .arrivedAtMillis(at + (random.nextInt(4) == 0 ? random.nextLong(7 * DAY) : random.nextLong(60_000)))
                .actor(byAgent ? Actor.AGENT : Actor.CUSTOMER)
                .sessionId("v" + random.nextInt(2))
                .page("/p" + random.nextInt(2))
                .target("t")
                .objectRef(
                        kind.stream() == io.flywheel.domain.activity.EventStream.CLICKSTREAM
                                ? null
                                : "o" + random.nextInt(2))
                .stage("stage" + random.nextInt(3))
                .expectedCloseDay(at / DAY + random.nextInt(60))
                .fingerprint(id.hashCode())
                .build();
    }

    /** Each at its arrival, disturbed by up to an hour. */
    private static List<Activity> arrivals(List<Activity> history, SplittableRandom random) {
        Map<Activity, Long> place = new java.util.HashMap<>();
        history.forEach(activity -> place.put(activity, activity.arrivedAtMillis() + random.nextLong(HOUR)));
        return history.stream().sorted(Comparator.comparing(place::get)).toList();
    }
}
