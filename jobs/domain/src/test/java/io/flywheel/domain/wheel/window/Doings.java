package io.flywheel.domain.wheel.window;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.activity.Priority;
import io.flywheel.domain.customer.CustomerRules;
import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.SignalRule;
import io.flywheel.domain.signal.SmallCatalogue;
import io.flywheel.domain.signal.StatedFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What a customer did, invented from a seed, as the signal topic tells it. */
final class Doings {

    static final long SLICE = Duration.ofMinutes(5).toMillis();
    static final long DAY = Duration.ofDays(1).toMillis();
    static final long START = Instant.parse("2024-02-20T00:00:00Z").toEpochMilli();

    /** How late the invented events come at most. */
    static final long LATEST = 9 * DAY;

    /** Value events, answers and referrals with two signals each, so that counting what they state twice would show. */
    static final SignalCatalogue CATALOGUE = catalogue();

    private static final List<ActivityKind> KINDS = List.of(
            ActivityKind.PAGE_VIEW,
            ActivityKind.PAGE_VIEW,
            ActivityKind.SESSION_START,
            ActivityKind.FEATURE_USED,
            ActivityKind.FEATURE_USED,
            ActivityKind.SEARCH,
            ActivityKind.WON,
            ActivityKind.ORDER_COMPLETED,
            ActivityKind.ORDER_COMPLETED,
            ActivityKind.RENEWED,
            ActivityKind.REFUNDED,
            ActivityKind.PAYMENT_FAILED,
            ActivityKind.PAYMENT_SUCCEEDED,
            ActivityKind.RAGE_CLICK,
            ActivityKind.TICKET_OPENED,
            ActivityKind.SLA_MISSED,
            ActivityKind.SLA_MISSED,
            ActivityKind.SOLVED,
            ActivityKind.NPS_RATED,
            ActivityKind.REFERRAL_CONVERTED);

    private Doings() {}

    /** Signals of one customer in order of event time, with the time each is known. */
    static List<Arrival> invent(SplittableRandom random) {
        List<Arrival> arrivals = new ArrayList<>();
        CustomerState state = new CustomerState();
        int count = random.nextInt(1, 50);
        List<ActivityKind> habits = habits(random);
        long at = START + random.nextLong(2 * DAY);
        for (int i = 0; i < count; i++) {
            long known = at + (random.nextInt(3) == 0 ? random.nextLong(LATEST) : 0);
            Activity activity = activity("e" + i, habits.get(random.nextInt(habits.size())), at, random);
            signals(activity, state).forEach(signal -> arrivals.add(new Arrival(signal, known)));
            at += gap(at, random);
        }
        return arrivals;
    }

    record Arrival(Signal signal, long knownAtMillis) {}

    /** In order of arrival; the records of one event may come apart. */
    static List<Signal> asTheyCome(List<Arrival> arrivals) {
        return arrivals.stream()
                .sorted(Comparator.comparingLong(Arrival::knownAtMillis))
                .map(Arrival::signal)
                .toList();
    }

    static List<Signal> inOrder(List<Arrival> arrivals) {
        return arrivals.stream().map(Arrival::signal).toList();
    }

    static List<Signal> shuffled(List<Arrival> arrivals, SplittableRandom random) {
        Signal[] signals = inOrder(arrivals).toArray(new Signal[0]);
        for (int i = signals.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Signal moved = signals[i];
            signals[i] = signals[other];
            signals[other] = moved;
        }
        return List.of(signals);
    }

    static List<Signal> signals(Activity activity, CustomerState state) {
        List<Signal> signals = new ArrayList<>(2);
        state.fold(
                activity,
                new CustomerRules(CATALOGUE, DetectorSettings.DEFAULT),
                (rule, kind, weight, its) -> signals.add(signal(its, rule, rule.name(), kind, weight)));
        if (signals.isEmpty()) {
            signals.add(signal(activity, null, activity.kind().qualifiedName(), SignalKind.NOTE, 0));
        }
        return signals;
    }

    static Activity.Builder activity(String id, ActivityKind kind, long at) {
        return Activity.builder()
                .customerId("c1")
                .source("shop")
                .eventId(id)
                .kind(kind)
                .occurredAtMillis(at)
                .arrivedAtMillis(at)
                .actor(Actor.CUSTOMER);
    }

    private static Activity activity(String id, ActivityKind kind, long at, SplittableRandom random) {
        return activity(id, kind, at)
                .source(random.nextBoolean() ? "shop" : "crm")
                .actor(random.nextInt(5) == 0 ? Actor.AGENT : Actor.CUSTOMER)
                .accountId(oneOf(random, 2, "account-1"))
                .segment(oneOf(random, 2, "smb", "enterprise"))
                .plan(oneOf(random, 2, "free", "paid"))
                .region(oneOf(random, 2, "eu"))
                .page(oneOf(random, 2, "/pricing", "/help"))
                .channel(oneOf(random, 2, "email", "ads", "organic"))
                .campaign(oneOf(random, 3, "spring"))
                .content(oneOf(random, 3, "guide: start", "price list"))
                .objectRef(oneOf(random, 4, "object-1", "object-2"))
                .amountMinor(random.nextInt(6) == 0 ? Activity.ABSENT : random.nextLong(500_000))
                .currency(oneOf(random, 5, "GBP", "EUR", "JPY"))
                .score(random.nextInt(9) == 0 ? Double.NaN : random.nextInt(11))
                .priority(Priority.values()[random.nextInt(4)])
                .build();
    }

    private static @Nullable String oneOf(SplittableRandom random, int saidOf, String... words) {
        return random.nextInt(saidOf + 1) == 0 ? null : words[random.nextInt(words.length)];
    }

    private static Signal signal(
            Activity activity, @Nullable SignalRule rule, String type, SignalKind kind, long weight) {
        return new Signal(
                activity.customerId(),
                type,
                rule == null ? Side.PUSH : rule.side(),
                kind,
                weight,
                rule == null ? "" : rule.halfLife().name(),
                rule == null ? null : rule.phase(),
                rule == null ? null : rule.department(),
                activity.channel(),
                activity.campaign(),
                activity.content(),
                activity.page(),
                activity.target(),
                activity.accountId(),
                activity.region(),
                activity.segment(),
                activity.plan(),
                activity.objectRef(),
                activity.eventId(),
                activity.source(),
                activity.occurredAtMillis(),
                CATALOGUE.version(),
                StatedFacts.of(activity));
    }

    private static SignalCatalogue catalogue() {
        List<SignalRule> rules = new ArrayList<>(SmallCatalogue.rules());
        int id = rules.stream().mapToInt(SignalRule::id).max().orElse(0);
        for (ActivityKind kind : List.of(
                ActivityKind.ORDER_COMPLETED,
                ActivityKind.NPS_RATED,
                ActivityKind.REFERRAL_CONVERTED,
                ActivityKind.REFUNDED)) {
            String name = "effort_of_" + kind.type().toLowerCase(Locale.ROOT);
            rules.add(SmallCatalogue.friction(++id, name, 300, SmallCatalogue.UI, kind)
                    .build());
        }
        return SmallCatalogue.of(rules);
    }

    private static List<ActivityKind> habits(SplittableRandom random) {
        if (random.nextInt(2) == 0) {
            return KINDS;
        }
        List<ActivityKind> habits = new ArrayList<>();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            habits.add(KINDS.get(random.nextInt(KINDS.size())));
        }
        return habits;
    }

    private static long gap(long at, SplittableRandom random) {
        return switch (random.nextInt(14)) {
            case 0 -> 0;
            case 1 -> random.nextLong(60 * DAY);
            case 2 -> random.nextLong(12 * DAY);
            case 3, 4, 5 -> random.nextLong(2 * DAY);
            // to a midnight, to the begin of a slice, and the moment before
            case 6 -> DAY - at % DAY;
            case 7 -> SLICE - at % SLICE;
            case 8 -> DAY - at % DAY - 1;
            case 9 -> DAY * 28 - 1 + random.nextLong(3);
            default -> random.nextLong(DAY / 12);
        };
    }
}
