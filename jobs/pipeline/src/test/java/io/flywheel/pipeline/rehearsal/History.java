package io.flywheel.pipeline.rehearsal;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.activity.Priority;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Invents what customers did within {@link #SPAN}: the same numbers give the same activities, in order of arrival.
 *
 * <p>A few customers do most. One activity in twenty arrives hours to days after it happened. Duplicates repeat an activity of the last two and a half days; conflicts repeat its identity with other content.
 *
 * <p><b>Units:</b> {@code duplicates} and {@code conflicts} are shares, 0 to 1, of {@code activities}.
 */
public record History(long seed, int customers, int activities, double duplicates, double conflicts)
        implements Serializable {

    public static final long START = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
    public static final Duration SPAN = Duration.ofDays(24);
    public static final long END = START + SPAN.toMillis();

    private static final long SIX_DAYS = Duration.ofDays(6).toMillis();
    private static final ActivityKind[] KINDS = {
        ActivityKind.PAGE_VIEW, ActivityKind.PAGE_VIEW, ActivityKind.PAGE_VIEW, ActivityKind.SIGNUP,
        ActivityKind.RAGE_CLICK, ActivityKind.RAGE_CLICK, ActivityKind.CLICKSTREAM_CUSTOM, ActivityKind.SEARCH,
        ActivityKind.WON, ActivityKind.ORDER_COMPLETED, ActivityKind.REFUNDED, ActivityKind.REFERRAL_CONVERTED,
        ActivityKind.TICKET_OPENED, ActivityKind.TICKET_OPENED, ActivityKind.SOLVED, ActivityKind.NPS_RATED
    };

    /** Activities without any repeated one. */
    public static History clean(long seed, int customers, int activities) {
        return new History(seed, customers, activities, 0, 0);
    }

    public List<Activity> list() {
        SplittableRandom random = new SplittableRandom(seed);
        List<Activity> all = new ArrayList<>(activities);
        Set<Integer> contested = new HashSet<>();
        for (int i = 0; i < activities; i++) {
            long arrivedAt = START + (long) ((i + random.nextDouble()) / activities * SPAN.toMillis());
            double repeats = random.nextDouble();
            int earlier = Math.max(0, i - 1 - random.nextInt(activities / 10));
            if (i > 0 && repeats < duplicates && !contested.contains(earlier)) {
                contested.add(i);
                all.add(again(all.get(earlier), arrivedAt, 0));
            } else if (i > 0 && repeats >= duplicates && repeats < duplicates + conflicts && contested.add(earlier)) {
                contested.add(i);
                all.add(again(all.get(earlier), arrivedAt, 1));
            } else {
                all.add(activity(random, i, arrivedAt));
            }
        }
        return all;
    }

    private Activity activity(SplittableRandom random, int number, long arrivedAt) {
        int customer = (int) (customers * Math.pow(random.nextDouble(), 2));
        ActivityKind kind = KINDS[random.nextInt(KINDS.length)];
        long delay = random.nextInt(20) == 0 ? random.nextLong(SIX_DAYS) : random.nextLong(5_000);
        Activity.Builder activity = Activity.builder()
                .customerId("customer-" + customer)
                .source(kind.stream().word())
                .eventId(new UUID(seed, number).toString())
                .kind(kind)
                .occurredAtMillis(arrivedAt - delay)
                .arrivedAtMillis(arrivedAt)
                .actor(random.nextInt(10) == 0 ? Actor.AGENT : Actor.CUSTOMER)
                .channel(random.nextBoolean() ? "email" : null)
                .segment(random.nextInt(8) == 0 ? "segment-" + random.nextInt(3) : null)
                .region(random.nextInt(8) == 0 ? "region-" + random.nextInt(3) : null)
                .fingerprint(random.nextInt())
                .offset(number);
        switch (kind) {
            case CLICKSTREAM_CUSTOM ->
                activity.attributes(Map.of("name", random.nextBoolean() ? "demo_requested" : "mystery"));
            case WON, ORDER_COMPLETED, REFUNDED ->
                activity.currency(random.nextBoolean() ? "EUR" : "USD").amountMinor(random.nextInt(300_000));
            case TICKET_OPENED, SOLVED ->
                activity.objectRef("ticket-" + random.nextInt(3))
                        .priority(Priority.values()[random.nextInt(Priority.values().length)]);
            case NPS_RATED -> activity.score(random.nextInt(11));
            default -> {
                // says nothing more
            }
        }
        return activity.build();
    }

    /** The same activity sent again, with the same content or (changed = 1) other content. */
    private static Activity again(Activity activity, long arrivedAt, int changed) {
        return Activity.builder()
                .customerId(activity.customerId())
                .source(activity.source())
                .eventId(activity.eventId())
                .kind(activity.kind())
                .occurredAtMillis(activity.occurredAtMillis())
                .arrivedAtMillis(arrivedAt)
                .actor(activity.actor())
                .channel(activity.channel())
                .segment(activity.segment())
                .region(activity.region())
                .objectRef(activity.objectRef())
                .currency(activity.currency())
                .amountMinor(activity.amountMinor())
                .score(activity.score())
                .priority(activity.priority())
                .attributes(Objects.requireNonNull(activity.attributes()))
                .fingerprint(activity.fingerprint() + changed)
                .offset(activity.offset())
                .build();
    }
}
