package io.flywheel.domain.customer;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.control.InForce;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.momentum.DecayedSum;
import io.flywheel.domain.momentum.HalfLives;
import io.flywheel.domain.momentum.Standing;
import io.flywheel.domain.momentum.StandingTerm;
import io.flywheel.domain.packing.RecentEvents;
import io.flywheel.domain.risk.Habits;
import io.flywheel.domain.signal.HalfLifeClass;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.SignalRule;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is remembered about one customer, and how one more activity changes it.
 *
 * <p>Every part is a fold that does not depend on order: exact sums, greatest and least, the first of a ranking, the latest by time. So any order of the same events,
 * with any of them sent twice, ends in the same numbers.
 *
 * <p>Friction that several events make together is found anew whenever somebody looks, and counted in for good once nothing that still may come can undo it: {@link #find} and {@link #with} on one side,
 * {@link #settle} on the other always make up the same whole.
 *
 * <p>What something means is decided by the catalogue in force when it happened; what was kept is read by the latest, which knows all signals of the earlier ones.
 *
 * <p><b>Shape:</b> mutable, one instance a customer in the cache of the customer stop; {@link #fold} takes one activity and reads no clock; {@link CustomerMeter} reads the numbers;
 * {@link CustomerStateLayout} is the form in which it is kept.
 *
 * <p><b>Errors:</b> none: an event seen before is an {@link Outcome}, not an exception.
 *
 * <p><b>Source:</b> docs/reference/signals.md; docs/decisions/0006-customer-state.md; docs/decisions/0014-found-friction.md.
 */
public final class CustomerState {

    private static final long DAY = (long) HalfLives.DAY;

    RecentEvents recent = new RecentEvents();
    final List<SignalEntry> entries = new ArrayList<>(4);
    final List<StandingItem> standing = new ArrayList<>(0);
    final List<RevenueEntry> revenue = new ArrayList<>(0);
    DayMarks marks = new DayMarks();
    Habits habits = new Habits();
    FrictionMemory friction = new FrictionMemory();
    DecayedSum fast = new DecayedSum();
    DecayedSum slow = new DecayedSum();
    DecayedSum storedPushes = new DecayedSum();
    DecayedSum storedFriction = new DecayedSum();
    DecayedSum referrals = new DecayedSum();
    final DecayedSum[] phases = new DecayedSum[Phase.values().length];
    LatestText account = new LatestText();
    LatestText segment = new LatestText();
    LatestText plan = new LatestText();
    LatestText region = new LatestText();
    LatestText recommendation = new LatestText();
    long firstSeenAtMillis = Long.MAX_VALUE;
    long lastSeenAtMillis = Long.MIN_VALUE;
    /** When the numbers last changed other than by time passing: with the last activity, or with friction found later. */
    long latestAtMillis = Long.MIN_VALUE;

    long activities;
    long pushesThousandths;
    long frictionThousandths;
    long valueEvents;
    long alarmAtMillis = Long.MAX_VALUE;

    public CustomerState() {
        for (int i = 0; i < phases.length; i++) {
            phases[i] = new DecayedSum();
        }
    }

    /** Folds one activity in, and tells the listener what it meant by itself. */
    public Outcome fold(Activity activity, CustomerRules rules, SignalListener listener) {
        long identity = EventIdentity.of(activity.source(), activity.eventId());
        int place = recent.find(identity);
        if (place >= 0) {
            return recent.fingerprintAt(place) == activity.fingerprint() ? Outcome.DUPLICATE : Outcome.CONFLICT;
        }
        SignalCatalogue catalogue = rules.catalogues().at(activity.occurredAtMillis());
        recent.add(identity, place, activity.fingerprint(), dayOf(activity.arrivedAtMillis()));
        observe(activity, identity);
        habits.observe(activity, catalogue.isValueEvent(activity.kind()));
        friction.observe(activity, rules);
        weigh(activity, catalogue, (rule, kind, weight, its) -> {
            if (kind == SignalKind.STANDING_OPEN) {
                friction.open(rule, its);
            }
            listener.signal(rule, kind, weight, its);
        });
        countValue(activity, catalogue);
        return Outcome.ACCEPTED;
    }

    /** What is found as of a watermark and not counted in yet, because what comes late may undo it. */
    public List<Finding> find(long watermarkMillis, CustomerRules rules) {
        return friction.find(watermarkMillis, rules);
    }

    /** The same customer with what was found counted in: to be read and thrown away. */
    public CustomerState with(List<Finding> found, InForce<SignalCatalogue> catalogues) {
        if (found.isEmpty()) {
            return this;
        }
        CustomerState view = CustomerStateLayout.copyOfNumbers(this);
        found.forEach(finding -> view.count(finding, catalogues));
        return view;
    }

    /**
     * Tells what is new since the last time: friction found or undone, conditions opened or closed, tickets and deals that moved.
     *
     * @param found what {@link #find} gave for this watermark
     * @param view this customer {@link #with} it
     * @return the next watermark at which there is something to tell if nothing happens, or {@link Long#MAX_VALUE}
     */
    public long tell(
            String customerId,
            List<Finding> found,
            CustomerState view,
            long watermarkMillis,
            CustomerRules rules,
            CustomerListener listener) {
        return friction.tell(customerId, found, view.standing, watermarkMillis, rules, listener);
    }

    /**
     * Counts in what was found for certain and forgets what no later arrival can alter and no reading looks at any more: however early or late it is called, readings are the same.
     *
     * <p><b>Units:</b> {@code horizonMillis} is the watermark less the time that duplicates, late and disordered events may take.
     */
    public void settle(String customerId, long horizonMillis, CustomerRules rules, CustomerListener listener) {
        SignalCatalogue catalogue = rules.catalogue();
        friction.settle(customerId, horizonMillis, rules, listener, finding -> count(finding, rules.catalogues()));
        recent.forgetBefore(dayOf(horizonMillis));
        habits.settle(horizonMillis);
        settleStanding(horizonMillis, catalogue);
    }

    private void settleStanding(long horizonMillis, SignalCatalogue catalogue) {
        if (standing.isEmpty()) {
            return;
        }
        // the band is walked over the midnights of the week before the latest change, and a silent customer's row stays
        // as of then
        long unread = Math.min(horizonMillis, startOf(dayOf(latestAtMillis) - DayMarks.DAYS + 1));
        for (StandingItem item : standing) {
            for (StandingTerm term : item.settle(catalogue.rule(item.ruleId), unread)) {
                addTaken(storedFriction, term);
            }
        }
        standing.removeIf(StandingItem::isEmpty);
    }

    private void count(Finding finding, InForce<SignalCatalogue> catalogues) {
        SignalCatalogue catalogue = catalogues.at(finding.occurredAtMillis());
        if (catalogue.hasMeaning(finding.kind())) {
            moveTo(finding.occurredAtMillis());
            weigh(FoundActivity.of(finding), catalogue, SignalListener.NONE);
        }
    }

    private void weigh(Activity activity, SignalCatalogue catalogue, SignalListener listener) {
        for (SignalRule rule : catalogue.rulesFor(activity.kind())) {
            if (rule.appliesTo(activity)) {
                take(rule, activity, catalogue, listener);
            }
        }
        for (SignalRule rule : catalogue.rulesClosedBy(activity.kind())) {
            StandingItem.of(standing, rule.id(), objectRef(activity))
                    .change(activity.occurredAtMillis(), false, activity.eventId());
            listener.signal(rule, SignalKind.STANDING_CLOSE, 0, activity);
        }
    }

    /** Whether nothing was folded yet. */
    public boolean isEmpty() {
        return activities == 0;
    }

    /** When the earliest activity happened; {@link Long#MAX_VALUE} if nothing was folded yet. */
    public long firstSeenAtMillis() {
        return firstSeenAtMillis;
    }

    /** When the customer wants to be looked at again; {@link Long#MAX_VALUE} for never. */
    public long alarmAtMillis() {
        return alarmAtMillis;
    }

    public void alarmAt(long atMillis) {
        alarmAtMillis = atMillis;
    }

    static int dayOf(long atMillis) {
        return (int) Math.floorDiv(atMillis, DAY);
    }

    static long startOf(int day) {
        return day * DAY;
    }

    /** What a closed condition took counts from its end on, so that settling it early or late makes no difference. */
    static void addTaken(DecayedSum sum, StandingTerm term) {
        sum.add(Standing.pointsTaken(term, term.endsAtMillis()), term.endsAtMillis(), HalfLives.STORED);
    }

    private void observe(Activity activity, long identity) {
        long at = activity.occurredAtMillis();
        activities++;
        firstSeenAtMillis = Math.min(firstSeenAtMillis, at);
        lastSeenAtMillis = Math.max(lastSeenAtMillis, at);
        moveTo(at);
        account.offer(activity.accountId(), at, identity);
        segment.offer(activity.segment(), at, identity);
        plan.offer(activity.plan(), at, identity);
        region.offer(activity.region(), at, identity);
        if (activity.kind() == ActivityKind.NPS_RATED && !Double.isNaN(activity.score())) {
            recommendation.offer(Recommendation.of(activity.score()).name(), at, identity);
        } else if (activity.kind() == ActivityKind.REFERRAL_CONVERTED) {
            referrals.add(activity.count(), at, HalfLives.REFERRAL);
        }
    }

    private void moveTo(long atMillis) {
        if (atMillis > latestAtMillis) {
            if (marks.size() > 0 && dayOf(atMillis) != dayOf(latestAtMillis)) {
                marks.advanceTo(dayOf(atMillis));
            }
            latestAtMillis = atMillis;
        }
    }

    private void take(SignalRule rule, Activity activity, SignalCatalogue catalogue, SignalListener listener) {
        long at = activity.occurredAtMillis();
        long weight = rule.weight().of(activity);
        HalfLifeClass halfLife = rule.halfLife();
        int classIndex = catalogue.classIndexOf(rule);
        entry(rule, classIndex).add(activity.eventId(), at, weight, halfLife.halfLifeMillis());
        if (weight != 0) {
            double points = weight / 1000.0;
            long endOfDay = startOf(dayOf(at) + 1);
            double left = HalfLives.left(points, endOfDay - at, halfLife.halfLifeMillis());
            marks.add(dayOf(at), slot(rule.side(), classIndex), left, dayOf(latestAtMillis));
            addTotals(rule, weight, points, at);
            listener.signal(rule, SignalKind.IMPULSE, weight, activity);
        }
        if (rule.standing() != null) {
            StandingItem.of(standing, rule.id(), objectRef(activity)).change(at, true, activity.eventId());
            listener.signal(rule, SignalKind.STANDING_OPEN, 0, activity);
        }
    }

    private void addTotals(SignalRule rule, long weight, double points, long at) {
        if (rule.side() == Side.PUSH) {
            pushesThousandths += weight;
            fast.add(points, at, HalfLives.FAST);
            slow.add(points, at, HalfLives.SLOW);
            storedPushes.add(points, at, HalfLives.STORED);
            habits.push(points, at);
            phases[rule.phase().ordinal()].add(points, at, HalfLives.PHASE);
        } else {
            frictionThousandths += weight;
            habits.rub(points, at);
            storedFriction.add(points, at, HalfLives.STORED);
        }
    }

    private void countValue(Activity activity, SignalCatalogue catalogue) {
        boolean isValue = catalogue.isValueEvent(activity.kind());
        if (isValue) {
            valueEvents++;
        }
        String currency = activity.currency();
        if (currency == null || activity.amountMinor() == Activity.ABSENT) {
            return;
        }
        if (isValue) {
            revenue(currency).win(activity.amountMinor(), activity.occurredAtMillis());
            habits.earn((double) activity.amountMinor() / catalogue.typicalRevenueMinor(currency));
        } else if (catalogue.isRefund(activity.kind())) {
            revenue(currency).refund(activity.amountMinor(), activity.occurredAtMillis());
        }
    }

    /** Slots of {@link DayMarks}: pushes in even places, friction in odd ones. */
    static int slot(Side side, int classIndex) {
        return classIndex * 2 + side.ordinal();
    }

    private static String objectRef(Activity activity) {
        String ref = activity.objectRef();
        return ref == null ? "" : ref;
    }

    private SignalEntry entry(SignalRule rule, int classIndex) {
        int id = rule.id();
        int place = 0;
        while (place < entries.size() && entries.get(place).id < id) {
            place++;
        }
        if (place < entries.size() && entries.get(place).id == id) {
            entries.get(place).requireClass(classIndex, rule);
            return entries.get(place);
        }
        SignalEntry entry = new SignalEntry(id, classIndex);
        entries.add(place, entry);
        return entry;
    }

    private RevenueEntry revenue(String currency) {
        int place = 0;
        while (place < revenue.size() && revenue.get(place).currency.compareTo(currency) < 0) {
            place++;
        }
        if (place < revenue.size() && revenue.get(place).currency.equals(currency)) {
            return revenue.get(place);
        }
        RevenueEntry entry = new RevenueEntry(currency);
        revenue.add(place, entry);
        return entry;
    }
}
