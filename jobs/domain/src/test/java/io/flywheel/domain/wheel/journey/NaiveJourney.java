package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.signal.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What wheel.md says of a customer, computed at once from all activities. */
final class NaiveJourney {

    private static final Comparator<Signal> LATEST = Comparator.comparingLong(Signal::occurredAtMillis)
            .thenComparing(Signal::eventId)
            .thenComparing(Signal::source);

    private final List<Signal> activities;

    NaiveJourney(List<Signal> signals) {
        Map<String, Signal> byIdentity = new LinkedHashMap<>();
        signals.forEach(signal -> byIdentity.put(signal.source() + "/" + signal.eventId(), signal));
        activities = byIdentity.values().stream().sorted(LATEST).toList();
    }

    JourneyReading read(long watermark, DayReadings readings) {
        int last = NaiveStages.day(activities.get(activities.size() - 1));
        NaiveStages stages = new NaiveStages(activities, readings).upTo(Math.max(last, (int) (watermark / Told.DAY)));
        return new JourneyReading(wheel(stages), stages.transitions, revolutions(), deals());
    }

    private WheelRow wheel(NaiveStages stages) {
        List<Integer> active = activeDays();
        Integer last = active.isEmpty() ? null : active.get(active.size() - 1);
        List<Signal> values = values();
        List<Revolution> revolutions = revolutions();
        Double ewma = null;
        for (Revolution one : revolutions) {
            ewma = ewma == null ? one.cycleDays() : (Double) (0.3 * one.cycleDays() + 0.7 * ewma);
        }
        Long mql = first(
                0L,
                its -> by(its, Actor.CUSTOMER)
                        && Set.of("signup", "form_submit", "content_download").contains(type(its)));
        Long inquiry = first(
                0L,
                its -> by(its, Actor.CUSTOMER)
                        && Set.of(
                                        "form_submit",
                                        "signup",
                                        "call_missed",
                                        "call_abandoned",
                                        "voicemail",
                                        "call_answered")
                                .contains(type(its)));
        Long won = first(0L, NaiveStages::isValue);
        return new WheelRow(
                NaiveStages.stageOf(stages.stage),
                stages.since,
                stages.dormant,
                active.isEmpty() ? null : active.get(0),
                last,
                (int) active.stream()
                        .filter(day -> last != null && day > last - 28)
                        .count(),
                values.size(),
                values.isEmpty() ? null : values.get(0).occurredAtMillis(),
                values.size() < 2 ? null : values.get(1).occurredAtMillis(),
                values.isEmpty() ? null : values.get(values.size() - 1).occurredAtMillis(),
                ewma,
                first(0L, its -> true),
                mql,
                first(
                        0L,
                        its -> is(its, EventStream.DEALS)
                                && Set.of("qualified", "meeting_booked").contains(type(its))),
                first(0L, its -> its.facts().kind() == ActivityKind.CREATED),
                won,
                inquiry,
                first(
                        inquiry,
                        its -> by(its, Actor.AGENT)
                                && Set.of(
                                                "outbound_call",
                                                "call_answered",
                                                "replied",
                                                "activity_logged",
                                                "meeting_booked")
                                        .contains(type(its))),
                first(
                        mql,
                        its -> by(its, Actor.AGENT)
                                && (is(its, EventStream.DEALS) || type(its).equals("outbound_call"))),
                first(won, its -> is(its, EventStream.SUPPORT)));
    }

    List<Integer> activeDays() {
        return new ArrayList<>(new TreeSet<>(activities.stream()
                .filter(NaiveStages::isActive)
                .map(NaiveStages::day)
                .toList()));
    }

    /** What the customer counts for on each day that it counts for at all. */
    Map<Integer, GrowthCounts> growth() {
        List<Integer> active = activeDays();
        Map<Integer, GrowthCounts> growth = new TreeMap<>();
        int from = active.isEmpty() ? 0 : active.get(0);
        int to = active.isEmpty() ? -1 : active.get(active.size() - 1) + 100;
        for (int day = from; day <= to; day++) {
            int d = day;
            boolean now = active.stream().anyMatch(its -> its > d - 28 && its <= d);
            boolean before = active.stream().anyMatch(its -> its > d - 56 && its <= d - 28);
            boolean fresh = now && from > d - 28;
            GrowthCounts counts = new GrowthCounts(
                    fresh ? 1 : 0,
                    now && before ? 1 : 0,
                    now && !before && !fresh ? 1 : 0,
                    before && !now ? 1 : 0,
                    active.contains(d) ? 1 : 0);
            if (!counts.isZero()) {
                growth.put(d, counts);
            }
        }
        return growth;
    }

    private List<Signal> values() {
        return activities.stream()
                .filter(NaiveStages::isValue)
                .sorted(Comparator.comparingLong(Signal::occurredAtMillis)
                        .thenComparing(Signal::source)
                        .thenComparing(Signal::eventId))
                .toList();
    }

    private List<Revolution> revolutions() {
        List<Signal> values = values();
        List<Revolution> revolutions = new ArrayList<>();
        for (int n = 1; n < values.size(); n++) {
            Signal start = values.get(n - 1);
            Signal end = values.get(n);
            revolutions.add(new Revolution(
                    n,
                    start.occurredAtMillis(),
                    end.occurredAtMillis(),
                    (end.occurredAtMillis() - start.occurredAtMillis()) / 86_400_000.0,
                    end.facts().amountMinor(),
                    end.facts().currency(),
                    end.eventId()));
        }
        return revolutions;
    }

    private List<DealRow> deals() {
        Map<String, List<Signal>> byDeal = new TreeMap<>();
        for (Signal signal : activities) {
            String deal = signal.objectRef();
            if (deal != null && is(signal, EventStream.DEALS)) {
                byDeal.computeIfAbsent(deal, id -> new ArrayList<>()).add(signal);
            }
        }
        List<DealRow> rows = new ArrayList<>();
        byDeal.forEach((id, events) -> rows.add(deal(id, events)));
        return rows;
    }

    private static DealRow deal(String id, List<Signal> events) {
        Map<String, String> outcomes = Map.of(
                "won",
                "won",
                "order_completed",
                "won",
                "lost",
                "lost",
                "cancelled",
                "lost",
                "disqualified",
                "disqualified",
                "reopened",
                "");
        Signal close = last(events, its -> outcomes.get(type(its)) == null ? null : its);
        String outcome = close == null ? "" : Objects.requireNonNull(outcomes.get(type(close)));
        Long amount = last(
                events,
                its -> its.facts().amountMinor() == Activity.ABSENT
                        ? null
                        : its.facts().amountMinor());
        return new DealRow(
                id,
                last(events, its -> its.facts().pipeline()),
                last(events, its -> its.facts().stage()),
                last(events, its -> its.facts().owner()),
                last(events, its -> its.facts().currency()),
                amount == null ? Activity.ABSENT : amount,
                events.get(0).occurredAtMillis(),
                events.stream()
                        .filter(its -> its.facts().kind() == ActivityKind.QUALIFIED)
                        .map(Signal::occurredAtMillis)
                        .findFirst()
                        .orElse(null),
                outcome.isEmpty() || close == null ? null : (Long) close.occurredAtMillis(),
                outcome.isEmpty() ? null : DealOutcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
                events.get(events.size() - 1).occurredAtMillis());
    }

    private static <T> @Nullable T last(List<Signal> events, Function<Signal, @Nullable T> fact) {
        T last = null;
        for (Signal event : events) {
            T stated = fact.apply(event);
            last = stated == null ? last : stated;
        }
        return last;
    }

    private @Nullable Long first(@Nullable Long from, Predicate<Signal> which) {
        return from == null
                ? null
                : activities.stream()
                        .filter(its -> its.occurredAtMillis() >= from && which.test(its))
                        .map(Signal::occurredAtMillis)
                        .findFirst()
                        .orElse(null);
    }

    private static boolean by(Signal signal, Actor actor) {
        return signal.facts().actor() == actor;
    }

    private static boolean is(Signal signal, EventStream stream) {
        return signal.facts().kind().stream() == stream;
    }

    private static String type(Signal signal) {
        return signal.facts().kind().type();
    }
}
