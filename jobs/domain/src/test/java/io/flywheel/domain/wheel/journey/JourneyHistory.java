package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.signal.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A customer's signals, invented from a seed: busy weeks and silences, records of one time and of one id, and an order of arrival. */
final class JourneyHistory {

    /** An event comes less than this after its time; the horizon lies as far back. */
    static final long MOST_LATE = 9 * Told.DAY;

    private static final List<ActivityKind> ANY = List.of(
            ActivityKind.PAGE_VIEW,
            ActivityKind.PAGE_VIEW,
            ActivityKind.SIGNUP,
            ActivityKind.FORM_SUBMIT,
            ActivityKind.CONTENT_DOWNLOAD,
            ActivityKind.ACTIVATION_MILESTONE,
            ActivityKind.FEATURE_USED,
            ActivityKind.FEATURE_USED,
            ActivityKind.REFERRAL_SENT,
            ActivityKind.REVIEW_POSTED,
            ActivityKind.CREATED,
            ActivityKind.QUALIFIED,
            ActivityKind.STAGE_CHANGED,
            ActivityKind.ACTIVITY_LOGGED,
            ActivityKind.MEETING_BOOKED,
            ActivityKind.WON,
            ActivityKind.LOST,
            ActivityKind.DISQUALIFIED,
            ActivityKind.DEAL_REOPENED,
            ActivityKind.ORDER_COMPLETED,
            ActivityKind.RENEWED,
            ActivityKind.CANCELLED,
            ActivityKind.TICKET_OPENED,
            ActivityKind.REPLIED,
            ActivityKind.OUTBOUND_CALL,
            ActivityKind.CALL_ANSWERED,
            ActivityKind.CALL_MISSED,
            ActivityKind.VOICEMAIL,
            ActivityKind.CSAT_RATED,
            ActivityKind.NPS_RATED);

    private static final List<ActivityKind> DEVOTED = List.of(
            ActivityKind.FEATURE_USED,
            ActivityKind.FEATURE_USED,
            ActivityKind.FEATURE_USED,
            ActivityKind.FEATURE_USED,
            ActivityKind.CSAT_RATED,
            ActivityKind.CSAT_RATED,
            ActivityKind.NPS_RATED,
            ActivityKind.REFERRAL_SENT,
            ActivityKind.REVIEW_POSTED,
            ActivityKind.ACTIVATION_MILESTONE,
            ActivityKind.PAGE_VIEW);

    private JourneyHistory() {}

    /** In order of event time, each activity once or twice. */
    static List<Signal> invent(SplittableRandom random) {
        List<ActivityKind> habits = random.nextInt(3) == 0 ? ANY : new ArrayList<>(DEVOTED);
        if (random.nextInt(3) == 0 && habits != ANY) {
            habits.add(ActivityKind.ORDER_COMPLETED);
            habits.add(ActivityKind.TICKET_OPENED);
        }
        List<Signal> history = new ArrayList<>();
        long at = Told.noon(0) - random.nextLong(Told.DAY);
        int count = random.nextInt(1, 110);
        for (int i = 0; i < count; i++) {
            ActivityKind kind = habits.get(random.nextInt(habits.size()));
            Told told = Told.at(at, kind)
                    .id("e" + random.nextInt(1_000_000))
                    .source(random.nextBoolean() ? "shop" : "crm")
                    .by(random.nextInt(4) == 0 ? Actor.AGENT : random.nextInt(9) == 0 ? Actor.SYSTEM : Actor.CUSTOMER)
                    .score(score(kind, random))
                    .amount(random.nextInt(4) == 0 ? Activity.ABSENT : random.nextLong(90_000), pick(random, "EUR", 2))
                    .deal(
                            pick(random, "deal-", 4),
                            pick(random, "pipeline-", 2),
                            pick(random, "stage-", 5),
                            pick(random, "owner-", 3));
            history.add(told.signal());
            if (random.nextInt(4) == 0) {
                history.add(told.signal("another"));
            }
            at += gap(random);
        }
        return history;
    }

    /** Late by less than the horizon, so that the same may be settled in between. */
    static List<Signal> disorder(List<Signal> history, SplittableRandom random) {
        record Arrival(Signal signal, long atMillis) {}
        long late = random.nextInt(5) == 0 ? 1 : MOST_LATE;
        return history.stream()
                .map(signal -> new Arrival(signal, signal.occurredAtMillis() + random.nextLong(late)))
                .sorted(Comparator.comparingLong(Arrival::atMillis))
                .map(Arrival::signal)
                .toList();
    }

    /** An index that stays about the thresholds of adore, and now and then a promise broken. */
    static DayReadings readings(long seed) {
        return new DayReadings() {
            @Override
            public double indexBefore(int day) {
                return 71 + new SplittableRandom(seed * 31 + day / 9).nextInt(6);
            }

            @Override
            public boolean slaMissedOpenBefore(int day) {
                return new SplittableRandom(seed * 37 + day / 20).nextInt(6) == 0;
            }
        };
    }

    private static double score(ActivityKind kind, SplittableRandom random) {
        if (random.nextInt(9) == 0) {
            return Double.NaN;
        }
        return kind == ActivityKind.CSAT_RATED ? 3.5 + random.nextInt(4) * 0.5 : random.nextInt(7, 11);
    }

    private static @Nullable String pick(SplittableRandom random, String stem, int many) {
        return random.nextInt(4) == 0 ? null : stem + random.nextInt(many);
    }

    private static long gap(SplittableRandom random) {
        return switch (random.nextInt(14)) {
            case 0, 1 -> 0;
            case 2 -> random.nextLong(70 * Told.DAY);
            case 3 -> (26 + random.nextInt(5)) * Told.DAY;
            case 4, 5 -> random.nextLong(12 * Told.DAY);
            case 6 -> Told.DAY - 1 + random.nextLong(3);
            default -> random.nextLong(3 * Told.DAY);
        };
    }
}
