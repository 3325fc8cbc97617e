package io.flywheel.domain.customer;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.activity.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What a customer did, invented from a seed: every kind of the test catalogue, bursts and silences, at any order of arrival. */
final class History {

    static final long DAY = Duration.ofDays(1).toMillis();
    static final long START = Instant.parse("2023-03-01T09:00:00Z").toEpochMilli();

    private static final List<ActivityKind> KINDS = List.of(
            ActivityKind.PAGE_VIEW,
            ActivityKind.PAGE_VIEW,
            ActivityKind.SESSION_START,
            ActivityKind.FEATURE_USED,
            ActivityKind.FEATURE_USED,
            ActivityKind.FORM_SUBMIT,
            ActivityKind.SEARCH,
            ActivityKind.WON,
            ActivityKind.ORDER_COMPLETED,
            ActivityKind.RENEWED,
            ActivityKind.REFUNDED,
            ActivityKind.ORDER_CANCELLED,
            ActivityKind.PAYMENT_FAILED,
            ActivityKind.PAYMENT_FAILED,
            ActivityKind.PAYMENT_SUCCEEDED,
            ActivityKind.RAGE_CLICK,
            ActivityKind.RAGE_CLICK,
            ActivityKind.TICKET_OPENED,
            ActivityKind.SLA_MISSED,
            ActivityKind.SLA_MISSED,
            ActivityKind.SOLVED,
            ActivityKind.CLOSED,
            ActivityKind.SUPPORT_REOPENED,
            ActivityKind.RETURNED,
            ActivityKind.NPS_RATED,
            ActivityKind.CALL_ANSWERED,
            ActivityKind.REFERRAL_CONVERTED,
            ActivityKind.CLICKSTREAM_CUSTOM);

    private History() {}

    /** Activities in order of event time. */
    static List<Activity> invent(SplittableRandom random) {
        int count = random.nextInt(1, 90);
        List<ActivityKind> habits = habits(random);
        List<Activity> history = new ArrayList<>(count);
        long at = START + random.nextLong(DAY);
        for (int i = 0; i < count; i++) {
            history.add(activity("e" + i, habits.get(random.nextInt(habits.size())), at, random));
            at += gap(random);
        }
        return history;
    }

    static Activity activity(String id, ActivityKind kind, long at, SplittableRandom random) {
        return Activity.builder()
                .customerId("c1")
                .source(random.nextBoolean() ? "shop" : "crm")
                .eventId(id)
                .kind(kind)
                .occurredAtMillis(at)
                .arrivedAtMillis(at + (random.nextInt(4) == 0 ? random.nextLong(7 * DAY) : 0))
                .actor(random.nextInt(5) == 0 ? Actor.AGENT : Actor.CUSTOMER)
                .accountId(random.nextInt(6) == 0 ? "account-" + random.nextInt(3) : null)
                .segment(random.nextInt(6) == 0 ? "segment-" + random.nextInt(3) : null)
                .plan(random.nextInt(9) == 0 ? "plan-" + random.nextInt(3) : null)
                .region(random.nextInt(9) == 0 ? "region-" + random.nextInt(3) : null)
                .objectRef(random.nextInt(5) == 0 ? null : "object-" + random.nextInt(3))
                .amountMinor(random.nextInt(6) == 0 ? Activity.ABSENT : random.nextLong(500_000))
                .currency(
                        random.nextInt(6) == 0
                                ? null
                                : List.of("GBP", "EUR", "JPY").get(random.nextInt(3)))
                .score(random.nextInt(9) == 0 ? Double.NaN : random.nextInt(11))
                .priority(Priority.values()[random.nextInt(4)])
                .talkSeconds(random.nextInt(200))
                .count(random.nextInt(1, 4))
                .attributes(random.nextBoolean() ? Map.of("name", "webinar_joined", "live", "yes") : Map.of())
                .fingerprint(id.hashCode())
                .build();
    }

    /** The same event as its source sent it again, with other contents. */
    static Activity contradiction(Activity activity) {
        return Activity.builder()
                .customerId(activity.customerId())
                .source(activity.source())
                .eventId(activity.eventId())
                .kind(ActivityKind.FEATURE_USED)
                .occurredAtMillis(activity.occurredAtMillis() + 1)
                .arrivedAtMillis(activity.arrivedAtMillis() + 1)
                .fingerprint(activity.fingerprint() + 1)
                .build();
    }

    /** Any order, or one in which each activity is at most a few places from its time. */
    static List<Activity> disorder(List<Activity> history, SplittableRandom random) {
        Activity[] disordered = history.toArray(new Activity[0]);
        int reach = random.nextBoolean() ? disordered.length : random.nextInt(1, 4);
        for (int i = 0; i + 1 < disordered.length; i++) {
            int other = i + random.nextInt(Math.min(reach, disordered.length - i));
            Activity moved = disordered[i];
            disordered[i] = disordered[other];
            disordered[other] = moved;
        }
        return new ArrayList<>(Arrays.asList(disordered));
    }

    /** Some customers only push, some only complain, most do a few things. */
    private static List<ActivityKind> habits(SplittableRandom random) {
        if (random.nextInt(3) == 0) {
            return KINDS;
        }
        List<ActivityKind> habits = new ArrayList<>();
        for (int i = random.nextInt(1, 7); i > 0; i--) {
            habits.add(KINDS.get(random.nextInt(KINDS.size())));
        }
        return habits;
    }

    private static long gap(SplittableRandom random) {
        return switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> random.nextLong(200 * DAY);
            case 2, 3 -> random.nextLong(20 * DAY);
            case 4, 5, 6 -> random.nextLong(2 * DAY);
            case 7 -> DAY - 1 + random.nextLong(3);
            default -> random.nextLong(DAY / 24);
        };
    }
}
