package io.flywheel.benchmarks;

import static io.flywheel.benchmarks.StateParts.field;
import static io.flywheel.benchmarks.StateParts.list;
import static io.flywheel.benchmarks.StateParts.maker;
import static io.flywheel.benchmarks.StateParts.type;

import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.customer.FrictionMemory;
import io.flywheel.domain.momentum.DecayedSum;
import io.flywheel.domain.packing.RecentEvents;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.risk.Habits;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A customer as a {@link PlainCustomer}, which Flink serializes field by field.
 *
 * <p>Copies between the domain's state and the POJO through constant handles, which compile to plain loads and stores: what the copy costs is measured apart (FoldBenchmark), so that it
 * can be told from what serialization costs. Arrays are handed over, not copied.
 */
final class PlainForm implements StateForm<PlainCustomer> {

    private static final long serialVersionUID = 1;

    private static final Class<?> RECENT = RecentEvents.class;
    private static final Class<?> SIGNAL = type("SignalEntry");
    private static final Class<?> DAYS = type("DailyCounts");
    private static final Class<?> EVIDENCE = type("Evidence");
    private static final Class<?> ITEM = type("Evidence$Item");
    private static final Class<?> STANDING = type("StandingItem");
    private static final Class<?> CHANGE = type("StandingItem$Change");
    private static final Class<?> REVENUE = type("RevenueEntry");
    private static final Class<?> MARKS = type("DayMarks");
    private static final Class<?> LATEST = type("LatestText");

    private static final VarHandle STATE_RECENT = field(CustomerState.class, "recent", RECENT);
    private static final VarHandle STATE_SIGNALS = field(CustomerState.class, "entries", List.class);
    private static final VarHandle STATE_STANDING = field(CustomerState.class, "standing", List.class);
    private static final VarHandle STATE_REVENUE = field(CustomerState.class, "revenue", List.class);
    private static final VarHandle STATE_MARKS = field(CustomerState.class, "marks", MARKS);
    private static final VarHandle STATE_HABITS = field(CustomerState.class, "habits", Habits.class);
    private static final VarHandle STATE_MEMORY = field(CustomerState.class, "friction", FrictionMemory.class);
    private static final VarHandle STATE_LATEST = field(CustomerState.class, "latestAtMillis", long.class);
    private static final VarHandle STATE_FAST = field(CustomerState.class, "fast", DecayedSum.class);
    private static final VarHandle STATE_SLOW = field(CustomerState.class, "slow", DecayedSum.class);
    private static final VarHandle STATE_PUSHES = field(CustomerState.class, "storedPushes", DecayedSum.class);
    private static final VarHandle STATE_FRICTION = field(CustomerState.class, "storedFriction", DecayedSum.class);
    private static final VarHandle STATE_REFERRALS = field(CustomerState.class, "referrals", DecayedSum.class);
    private static final VarHandle STATE_PHASES = field(CustomerState.class, "phases", DecayedSum[].class);
    private static final VarHandle STATE_ACCOUNT = field(CustomerState.class, "account", LATEST);
    private static final VarHandle STATE_SEGMENT = field(CustomerState.class, "segment", LATEST);
    private static final VarHandle STATE_PLAN = field(CustomerState.class, "plan", LATEST);
    private static final VarHandle STATE_REGION = field(CustomerState.class, "region", LATEST);
    private static final VarHandle STATE_RECOMMENDATION = field(CustomerState.class, "recommendation", LATEST);
    private static final VarHandle STATE_FIRST = field(CustomerState.class, "firstSeenAtMillis", long.class);
    private static final VarHandle STATE_LAST = field(CustomerState.class, "lastSeenAtMillis", long.class);
    private static final VarHandle STATE_ACTIVITIES = field(CustomerState.class, "activities", long.class);
    private static final VarHandle STATE_PUSHED = field(CustomerState.class, "pushesThousandths", long.class);
    private static final VarHandle STATE_RUBBED = field(CustomerState.class, "frictionThousandths", long.class);
    private static final VarHandle STATE_VALUES = field(CustomerState.class, "valueEvents", long.class);

    private static final MethodHandle NEW_RECENT = maker(RECENT);
    private static final VarHandle RECENT_IDENTITIES = field(RECENT, "identities", long[].class);
    private static final VarHandle RECENT_FINGERPRINTS = field(RECENT, "fingerprints", int[].class);
    private static final VarHandle RECENT_DAYS = field(RECENT, "days", int[].class);
    private static final VarHandle RECENT_SIZE = field(RECENT, "size", int.class);

    private static final MethodHandle NEW_SIGNAL =
            maker(SIGNAL, int.class, int.class, DecayedSum.class, DAYS, EVIDENCE, long.class);
    private static final VarHandle SIGNAL_ID = field(SIGNAL, "id", int.class);
    private static final VarHandle SIGNAL_CLASS = field(SIGNAL, "classIndex", int.class);
    private static final VarHandle SIGNAL_SUM = field(SIGNAL, "sum", DecayedSum.class);
    private static final VarHandle SIGNAL_DAILY = field(SIGNAL, "daily", DAYS);
    private static final VarHandle SIGNAL_EVIDENCE = field(SIGNAL, "evidence", EVIDENCE);
    private static final VarHandle SIGNAL_LAST = field(SIGNAL, "lastAtMillis", long.class);

    private static final MethodHandle NEW_DAYS = maker(DAYS);
    private static final VarHandle DAYS_DAYS = field(DAYS, "days", int[].class);
    private static final VarHandle DAYS_COUNTS = field(DAYS, "counts", int[].class);
    private static final VarHandle DAYS_SIZE = field(DAYS, "size", int.class);

    private static final MethodHandle NEW_EVIDENCE = maker(EVIDENCE);
    private static final VarHandle EVIDENCE_ITEMS = field(EVIDENCE, "items", List.class);
    private static final MethodHandle NEW_ITEM = maker(ITEM, String.class, long.class, long.class);
    private static final VarHandle ITEM_EVENT = field(ITEM, "eventId", String.class);
    private static final VarHandle ITEM_AT = field(ITEM, "atMillis", long.class);
    private static final VarHandle ITEM_WEIGHT = field(ITEM, "weightThousandths", long.class);

    private static final MethodHandle NEW_STANDING = maker(STANDING, int.class, String.class);
    private static final VarHandle STANDING_RULE = field(STANDING, "ruleId", int.class);
    private static final VarHandle STANDING_OBJECT = field(STANDING, "objectRef", String.class);
    private static final VarHandle STANDING_CHANGES = field(STANDING, "changes", List.class);
    private static final MethodHandle NEW_CHANGE = maker(CHANGE, long.class, boolean.class, String.class);
    private static final VarHandle CHANGE_AT = field(CHANGE, "atMillis", long.class);
    private static final VarHandle CHANGE_OPENS = field(CHANGE, "opens", boolean.class);
    private static final VarHandle CHANGE_EVENT = field(CHANGE, "eventId", String.class);

    private static final MethodHandle NEW_REVENUE = maker(REVENUE, String.class, DecayedSum.class);
    private static final VarHandle REVENUE_CURRENCY = field(REVENUE, "currency", String.class);
    private static final VarHandle REVENUE_KEPT = field(REVENUE, "kept", DecayedSum.class);
    private static final VarHandle REVENUE_WON = field(REVENUE, "wonMinor", long.class);
    private static final VarHandle REVENUE_REFUNDED = field(REVENUE, "refundedMinor", long.class);
    private static final VarHandle REVENUE_VALUES = field(REVENUE, "valueEvents", long.class);

    private static final MethodHandle NEW_MARKS = maker(MARKS);
    private static final VarHandle MARKS_DAYS = field(MARKS, "days", int[].class);
    private static final VarHandle MARKS_SLOTS = field(MARKS, "slots", int[].class);
    private static final VarHandle MARKS_AMOUNTS = field(MARKS, "amounts", double[].class);
    private static final VarHandle MARKS_SIZE = field(MARKS, "size", int.class);

    private static final MethodHandle NEW_LATEST = maker(LATEST);
    private static final VarHandle LATEST_TEXT = field(LATEST, "text", String.class);
    private static final VarHandle LATEST_AT = field(LATEST, "atMillis", long.class);
    private static final VarHandle LATEST_IDENTITY = field(LATEST, "identity", long.class);

    @Override
    public ValueStateDescriptor<PlainCustomer> descriptor() {
        return new ValueStateDescriptor<>("customer", TypeInformation.of(PlainCustomer.class));
    }

    private static byte[] packed(Habits habits) {
        StateWriter out = new StateWriter();
        habits.write(out);
        return out.toBytes();
    }

    private static byte[] packed(FrictionMemory memory) {
        StateWriter out = new StateWriter();
        memory.write(out);
        return out.toBytes();
    }

    @Override
    public PlainCustomer write(CustomerState state) {
        PlainCustomer plain = new PlainCustomer();
        plain.recent = plainRecent((Object) STATE_RECENT.get(state));
        for (Object entry : list(STATE_SIGNALS, state)) {
            plain.signals.add(plainSignal(entry));
        }
        for (Object item : list(STATE_STANDING, state)) {
            plain.conditions.add(plainCondition(item));
        }
        for (Object entry : list(STATE_REVENUE, state)) {
            plain.revenue.add(plainRevenue(entry));
        }
        plain.marks = plainMarks((Object) STATE_MARKS.get(state));
        plain.habits = packed((Habits) STATE_HABITS.get(state));
        plain.frictionMemory = packed((FrictionMemory) STATE_MEMORY.get(state));
        plain.latestAtMillis = (long) STATE_LATEST.get(state);
        plain.fast = plainSum((DecayedSum) STATE_FAST.get(state));
        plain.slow = plainSum((DecayedSum) STATE_SLOW.get(state));
        plain.storedPushes = plainSum((DecayedSum) STATE_PUSHES.get(state));
        plain.storedFriction = plainSum((DecayedSum) STATE_FRICTION.get(state));
        plain.referrals = plainSum((DecayedSum) STATE_REFERRALS.get(state));
        DecayedSum[] phases = (DecayedSum[]) STATE_PHASES.get(state);
        plain.attract = plainSum(phases[0]);
        plain.engage = plainSum(phases[1]);
        plain.delight = plainSum(phases[2]);
        plain.account = plainLatest((Object) STATE_ACCOUNT.get(state));
        plain.segment = plainLatest((Object) STATE_SEGMENT.get(state));
        plain.plan = plainLatest((Object) STATE_PLAN.get(state));
        plain.region = plainLatest((Object) STATE_REGION.get(state));
        plain.recommendation = plainLatest((Object) STATE_RECOMMENDATION.get(state));
        plain.firstSeenAtMillis = (long) STATE_FIRST.get(state);
        plain.lastSeenAtMillis = (long) STATE_LAST.get(state);
        plain.activities = (long) STATE_ACTIVITIES.get(state);
        plain.pushesThousandths = (long) STATE_PUSHED.get(state);
        plain.frictionThousandths = (long) STATE_RUBBED.get(state);
        plain.valueEvents = (long) STATE_VALUES.get(state);
        plain.alarmAtMillis = state.alarmAtMillis();
        return plain;
    }

    @Override
    public CustomerState read(PlainCustomer plain) {
        CustomerState state = new CustomerState();
        STATE_RECENT.set(state, recent(plain.recent));
        for (PlainCustomer.SignalSum signal : plain.signals) {
            list(STATE_SIGNALS, state).add(signal(signal));
        }
        for (PlainCustomer.Condition condition : plain.conditions) {
            list(STATE_STANDING, state).add(standing(condition));
        }
        for (PlainCustomer.Revenue revenue : plain.revenue) {
            list(STATE_REVENUE, state).add(revenue(revenue));
        }
        STATE_MARKS.set(state, marks(plain.marks));
        STATE_HABITS.set(state, Habits.read(new StateReader(plain.habits)));
        STATE_MEMORY.set(state, FrictionMemory.read(new StateReader(plain.frictionMemory)));
        STATE_LATEST.set(state, plain.latestAtMillis);
        STATE_FAST.set(state, sum(plain.fast));
        STATE_SLOW.set(state, sum(plain.slow));
        STATE_PUSHES.set(state, sum(plain.storedPushes));
        STATE_FRICTION.set(state, sum(plain.storedFriction));
        STATE_REFERRALS.set(state, sum(plain.referrals));
        DecayedSum[] phases = (DecayedSum[]) STATE_PHASES.get(state);
        phases[0] = sum(plain.attract);
        phases[1] = sum(plain.engage);
        phases[2] = sum(plain.delight);
        STATE_ACCOUNT.set(state, latest(plain.account));
        STATE_SEGMENT.set(state, latest(plain.segment));
        STATE_PLAN.set(state, latest(plain.plan));
        STATE_REGION.set(state, latest(plain.region));
        STATE_RECOMMENDATION.set(state, latest(plain.recommendation));
        STATE_FIRST.set(state, plain.firstSeenAtMillis);
        STATE_LAST.set(state, plain.lastSeenAtMillis);
        STATE_ACTIVITIES.set(state, plain.activities);
        STATE_PUSHED.set(state, plain.pushesThousandths);
        STATE_RUBBED.set(state, plain.frictionThousandths);
        STATE_VALUES.set(state, plain.valueEvents);
        state.alarmAt(plain.alarmAtMillis);
        return state;
    }

    private static PlainCustomer.Recent plainRecent(Object recent) {
        PlainCustomer.Recent plain = new PlainCustomer.Recent();
        plain.identities = (long[]) RECENT_IDENTITIES.get(recent);
        plain.fingerprints = (int[]) RECENT_FINGERPRINTS.get(recent);
        plain.days = (int[]) RECENT_DAYS.get(recent);
        plain.size = (int) RECENT_SIZE.get(recent);
        return plain;
    }

    private static Object recent(PlainCustomer.Recent plain) {
        Object recent = StateParts.make(NEW_RECENT);
        RECENT_IDENTITIES.set(recent, plain.identities);
        RECENT_FINGERPRINTS.set(recent, plain.fingerprints);
        RECENT_DAYS.set(recent, plain.days);
        RECENT_SIZE.set(recent, plain.size);
        return recent;
    }

    private static PlainCustomer.Sum plainSum(DecayedSum sum) {
        PlainCustomer.Sum plain = new PlainCustomer.Sum();
        plain.high = sum.high();
        plain.low = sum.low();
        plain.octave = sum.octave();
        return plain;
    }

    private static DecayedSum sum(PlainCustomer.Sum plain) {
        return DecayedSum.of(plain.high, plain.low, plain.octave);
    }

    private static PlainCustomer.Latest plainLatest(Object latest) {
        PlainCustomer.Latest plain = new PlainCustomer.Latest();
        plain.text = (String) LATEST_TEXT.get(latest);
        plain.atMillis = (long) LATEST_AT.get(latest);
        plain.identity = (long) LATEST_IDENTITY.get(latest);
        return plain;
    }

    private static Object latest(PlainCustomer.Latest plain) {
        Object latest = StateParts.make(NEW_LATEST);
        LATEST_TEXT.set(latest, plain.text);
        LATEST_AT.set(latest, plain.atMillis);
        LATEST_IDENTITY.set(latest, plain.identity);
        return latest;
    }

    private static PlainCustomer.SignalSum plainSignal(Object entry) {
        PlainCustomer.SignalSum plain = new PlainCustomer.SignalSum();
        plain.id = (int) SIGNAL_ID.get(entry);
        plain.classIndex = (int) SIGNAL_CLASS.get(entry);
        plain.sum = plainSum((DecayedSum) SIGNAL_SUM.get(entry));
        Object daily = (Object) SIGNAL_DAILY.get(entry);
        plain.days = (int[]) DAYS_DAYS.get(daily);
        plain.counts = (int[]) DAYS_COUNTS.get(daily);
        plain.dayCount = (int) DAYS_SIZE.get(daily);
        for (Object item : list(EVIDENCE_ITEMS, (Object) SIGNAL_EVIDENCE.get(entry))) {
            PlainCustomer.Heaviest heaviest = new PlainCustomer.Heaviest();
            heaviest.eventId = (String) ITEM_EVENT.get(item);
            heaviest.atMillis = (long) ITEM_AT.get(item);
            heaviest.weightThousandths = (long) ITEM_WEIGHT.get(item);
            plain.heaviest.add(heaviest);
        }
        plain.lastAtMillis = (long) SIGNAL_LAST.get(entry);
        return plain;
    }

    private static Object signal(PlainCustomer.SignalSum plain) {
        Object daily = StateParts.make(NEW_DAYS);
        DAYS_DAYS.set(daily, plain.days);
        DAYS_COUNTS.set(daily, plain.counts);
        DAYS_SIZE.set(daily, plain.dayCount);
        Object evidence = StateParts.make(NEW_EVIDENCE);
        List<Object> items = list(EVIDENCE_ITEMS, evidence);
        try {
            for (PlainCustomer.Heaviest heaviest : plain.heaviest) {
                items.add(
                        (Object) NEW_ITEM.invokeExact(heaviest.eventId, heaviest.atMillis, heaviest.weightThousandths));
            }
            return (Object) NEW_SIGNAL.invokeExact(
                    plain.id, plain.classIndex, sum(plain.sum), daily, evidence, plain.lastAtMillis);
        } catch (Throwable e) {
            throw StateParts.unmade(e);
        }
    }

    private static PlainCustomer.Condition plainCondition(Object item) {
        PlainCustomer.Condition plain = new PlainCustomer.Condition();
        plain.ruleId = (int) STANDING_RULE.get(item);
        plain.objectRef = (String) STANDING_OBJECT.get(item);
        for (Object each : list(STANDING_CHANGES, item)) {
            PlainCustomer.Change change = new PlainCustomer.Change();
            change.atMillis = (long) CHANGE_AT.get(each);
            change.opens = (boolean) CHANGE_OPENS.get(each);
            change.eventId = (String) CHANGE_EVENT.get(each);
            plain.changes.add(change);
        }
        return plain;
    }

    private static Object standing(PlainCustomer.Condition plain) {
        try {
            Object item = (Object) NEW_STANDING.invokeExact(plain.ruleId, plain.objectRef);
            List<Object> changes = list(STANDING_CHANGES, item);
            for (PlainCustomer.Change change : plain.changes) {
                changes.add((Object) NEW_CHANGE.invokeExact(change.atMillis, change.opens, change.eventId));
            }
            return item;
        } catch (Throwable e) {
            throw StateParts.unmade(e);
        }
    }

    private static PlainCustomer.Revenue plainRevenue(Object entry) {
        PlainCustomer.Revenue plain = new PlainCustomer.Revenue();
        plain.currency = (String) REVENUE_CURRENCY.get(entry);
        plain.kept = plainSum((DecayedSum) REVENUE_KEPT.get(entry));
        plain.wonMinor = (long) REVENUE_WON.get(entry);
        plain.refundedMinor = (long) REVENUE_REFUNDED.get(entry);
        plain.valueEvents = (long) REVENUE_VALUES.get(entry);
        return plain;
    }

    private static Object revenue(PlainCustomer.Revenue plain) {
        try {
            Object entry = (Object) NEW_REVENUE.invokeExact(plain.currency, sum(plain.kept));
            REVENUE_WON.set(entry, plain.wonMinor);
            REVENUE_REFUNDED.set(entry, plain.refundedMinor);
            REVENUE_VALUES.set(entry, plain.valueEvents);
            return entry;
        } catch (Throwable e) {
            throw StateParts.unmade(e);
        }
    }

    private static PlainCustomer.Marks plainMarks(Object marks) {
        PlainCustomer.Marks plain = new PlainCustomer.Marks();
        plain.days = (int[]) MARKS_DAYS.get(marks);
        plain.slots = (int[]) MARKS_SLOTS.get(marks);
        plain.amounts = (double[]) MARKS_AMOUNTS.get(marks);
        plain.size = (int) MARKS_SIZE.get(marks);
        return plain;
    }

    private static Object marks(PlainCustomer.Marks plain) {
        Object marks = StateParts.make(NEW_MARKS);
        MARKS_DAYS.set(marks, plain.days);
        MARKS_SLOTS.set(marks, plain.slots);
        MARKS_AMOUNTS.set(marks, plain.amounts);
        MARKS_SIZE.set(marks, plain.size);
        return marks;
    }
}
