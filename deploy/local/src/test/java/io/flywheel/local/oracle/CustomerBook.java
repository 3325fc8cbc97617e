package io.flywheel.local.oracle;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalRule;
import io.flywheel.domain.signal.StandingRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every accepted event of one customer and the friction found in them, as far as the numbers need it: plain lists, nothing summed up. */
final class CustomerBook {

    /** A signal of one event. */
    record Hit(SignalRule rule, long at, long thousandths, String eventId) {

        double points() {
            return thousandths / 1000.0;
        }
    }

    /** A time for which a condition was or is open. */
    record Period(SignalRule rule, String object, String eventId, long from, long to, boolean isLastOpen) {}

    /** Money won (positive) or given back (negative). */
    record Money(String currency, long minor, long at) {}

    record Referral(long at, long count) {}

    /** Something that the customer did by themselves. */
    record Own(long at) {}

    /** A deal that the company moved on, the last time then, and when the customer last answered or it ended. */
    record Question(
            String deal,
            long firstAsked,
            long asked,
            @Nullable Long answered) {}

    private record Change(long at, boolean opens, String eventId) {}

    private record Statement(long at, long identity, String text) {}

    private static final Set<String> ANSWERS = Set.of(
            "deals.customer_replied",
            "deals.won",
            "deals.lost",
            "deals.disqualified",
            "deals.order_completed",
            "deals.cancelled");

    final String customerId;
    final List<Hit> hits = new ArrayList<>();
    final List<Money> money = new ArrayList<>();
    final List<Referral> referrals = new ArrayList<>();
    final List<Own> own = new ArrayList<>();
    final List<Long> valueTimes = new ArrayList<>();
    final List<Long> calls = new ArrayList<>();
    final TreeMap<String, long[]> revenue = new TreeMap<>();
    long firstSeen = Long.MAX_VALUE;
    long lastSeen = Long.MIN_VALUE;
    /** When the numbers last changed other than by time passing: with the last event, or with friction found later. */
    long latest = Long.MIN_VALUE;

    long activities;
    long valueEvents;

    private final TreeMap<String, Question> questions = new TreeMap<>();
    private final Map<String, Statement> statements = new HashMap<>();
    private final TreeMap<Integer, TreeMap<String, List<Change>>> changes = new TreeMap<>();

    CustomerBook(String customerId) {
        this.customerId = customerId;
    }

    void enter(PlainEvent event, Meaning meaning, SignalCatalogue catalogue) {
        long at = event.occurredAtMillis();
        activities++;
        firstSeen = Math.min(firstSeen, at);
        lastSeen = Math.max(lastSeen, at);
        latest = Math.max(latest, at);
        for (String field : List.of("account_id", "segment", "plan", "region")) {
            state(field, event.text(field), event);
        }
        Double score = event.real("score");
        if (event.qualifiedType().equals("support.nps_rated") && score != null) {
            state("answer", score >= 9 ? "1" : score >= 7 ? "0.5" : "0", event);
        }
        if (event.qualifiedType().equals("clickstream.referral_converted")) {
            referrals.add(new Referral(at, event.numberOr("count", 1)));
        }
        weigh(event, meaning);
        enterMoney(event, catalogue);
        enterHabits(event);
    }

    /** Enters what was found: it weighs like an event and is none. */
    void enter(PlainFinding found, Meaning meaning) {
        if (meaning.isKnown(found.event())) {
            latest = Math.max(latest, found.event().occurredAtMillis());
            weigh(found.event(), meaning);
        }
    }

    private void weigh(PlainEvent event, Meaning meaning) {
        for (SignalRule rule : meaning.given(event)) {
            hits.add(new Hit(
                    rule, event.occurredAtMillis(), Meaning.thousandths(rule, event), event.required("event_id")));
            if (rule.standing() != null) {
                change(rule, event, true);
            }
        }
        meaning.closed(event).forEach(signal -> change(signal, event, false));
    }

    private void enterHabits(PlainEvent event) {
        long at = event.occurredAtMillis();
        String actor = event.text("actor");
        boolean byCustomer = actor == null || actor.equals("customer");
        String type = event.qualifiedType();
        if (byCustomer) {
            own.add(new Own(at));
        } else if (type.equals("support.outbound_call")) {
            calls.add(at);
        }
        String deal = event.object();
        if (deal.isEmpty()) {
            return;
        }
        boolean moved = type.equals("deals.stage_changed");
        boolean asks = moved && "agent".equals(actor);
        boolean answers = moved && byCustomer || ANSWERS.contains(type);
        if (asks || answers) {
            questions.merge(
                    deal,
                    new Question(deal, asks ? at : Long.MAX_VALUE, asks ? at : Long.MIN_VALUE, answers ? at : null),
                    (one, other) -> new Question(
                            deal,
                            Math.min(one.firstAsked, other.firstAsked),
                            Math.max(one.asked, other.asked),
                            later(one.answered, other.answered)));
        }
    }

    private static @Nullable Long later(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : other == null ? one : Long.valueOf(Math.max(one, other));
    }

    /** Deals that were ever asked about. */
    List<Question> questions() {
        return questions.values().stream()
                .filter(question -> question.asked != Long.MIN_VALUE)
                .toList();
    }

    private void enterMoney(PlainEvent event, SignalCatalogue catalogue) {
        ActivityKind kind = ActivityKind.named(event.qualifiedType());
        boolean isValue = kind != null && catalogue.isValueEvent(kind);
        boolean isRefund = kind != null && !isValue && catalogue.isRefund(kind);
        valueEvents += isValue ? 1 : 0;
        if (isValue) {
            valueTimes.add(event.occurredAtMillis());
        }
        String currency = event.currency();
        Long amount = event.amountMinor();
        if (currency == null || amount == null || !isValue && !isRefund) {
            return;
        }
        money.add(new Money(currency, isValue ? amount : -amount, event.occurredAtMillis()));
        long[] totals = revenue.computeIfAbsent(currency, unused -> new long[3]);
        totals[isValue ? 0 : 1] += amount;
        totals[2] += isValue ? 1 : 0;
    }

    private void change(SignalRule rule, PlainEvent event, boolean opens) {
        changes.computeIfAbsent(rule.id(), unused -> new TreeMap<>())
                .computeIfAbsent(event.object(), unused -> new ArrayList<>())
                .add(new Change(event.occurredAtMillis(), opens, event.required("event_id")));
    }

    private void state(String field, @Nullable String text, PlainEvent event) {
        Statement known = statements.get(field);
        long at = event.occurredAtMillis();
        if (text == null || known != null && known.at > at) {
            return;
        }
        long identity = identity(event.required("source"), event.required("event_id"));
        if (known == null || known.at < at || known.identity < identity) {
            statements.put(field, new Statement(at, identity, text));
        }
    }

    /** What the latest event that stated it says. */
    @Nullable
    String latest(String field) {
        Statement statement = statements.get(field);
        return statement == null ? null : statement.text;
    }

    /** Distance of the last recommendation from one half, faded. */
    double promoter(long at) {
        Statement answer = statements.get("answer");
        return answer == null
                ? 0
                : (Double.parseDouble(answer.text) - 0.5) * Numbers.left(at - answer.at, Numbers.days(90));
    }

    /** Periods of all conditions, by signal and object. */
    List<Period> periods(SignalCatalogue catalogue) {
        List<Period> periods = new ArrayList<>();
        changes.forEach((id, objects) -> objects.forEach((object, all) -> {
            all.sort(Comparator.comparingLong(Change::at)
                    .thenComparing(change -> !change.opens)
                    .thenComparing(Change::eventId));
            addPeriods(catalogue.rule(id), object, all, periods);
        }));
        return periods;
    }

    private static void addPeriods(SignalRule rule, String object, List<Change> all, List<Period> periods) {
        StandingRule standing = rule.standing();
        if (standing == null) {
            throw new IllegalStateException("no standing friction: " + rule.name());
        }
        int i = 0;
        while (i < all.size()) {
            Change opening = all.get(i++);
            if (!opening.opens) {
                continue;
            }
            long oldest = opening.at + standing.maxAgeMillis();
            while (i < all.size() && all.get(i).opens && all.get(i).at < oldest) {
                i++;
            }
            boolean ended = i < all.size();
            long to = ended ? Math.min(oldest, all.get(i).at) : oldest;
            periods.add(new Period(rule, object, opening.eventId, opening.at, to, !ended));
        }
    }

    /** Hits by signal, in order of the signals' ids. */
    Map<SignalRule, List<Hit>> hitsBySignal(SignalCatalogue catalogue) {
        Map<SignalRule, List<Hit>> bySignal = new LinkedHashMap<>();
        for (SignalRule signal : catalogue.signals()) {
            List<Hit> its =
                    hits.stream().filter(hit -> hit.rule.id() == signal.id()).toList();
            if (!its.isEmpty()) {
                bySignal.put(signal, its);
            }
        }
        return bySignal;
    }

    /** FNV-1a over source, separator and id, mixed as MurmurHash3 does at its end: only the order of events at one moment hangs on it. */
    static long identity(String source, String eventId) {
        long hash = 0xCBF29CE484222325L;
        for (char c : (source + '\u001F' + eventId).toCharArray()) {
            hash = (hash ^ c) * 0x100000001B3L;
        }
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ hash >>> 33) * 0xC4CEB9FE1A85EC53L;
        return hash ^ hash >>> 33;
    }
}
