package io.flywheel.domain.customer;

import io.flywheel.domain.momentum.DecayedSum;
import io.flywheel.domain.packing.RecentEvents;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.packing.Sums;
import io.flywheel.domain.risk.Habits;

/**
 * The bytes in which a customer is kept.
 *
 * <pre>
 * version 3
 *   byte      version
 *   int       fingerprint of the half-lives that the sums were made with
 *   signed    first seen, last seen (epoch milliseconds)
 *   count     activities, pushes and friction (thousandths of a point), value events
 *   signed    alarm (epoch milliseconds)
 *   sum x 5   fast, slow, stored pushes, stored friction, referrals
 *   sum x 3   pushes by phase
 *   latest x 5  account, segment, plan, region, recommendation: text [, signed time, long identity]
 *   count, then that many of
 *     signal  count id; byte class; sum; days; evidence; signed last time
 *     standing  count rule; text object; count, then (signed time, byte opens, text event)
 *     revenue text currency; sum; count won, refunded, value events
 *   marks     count, then (signed day, byte slot, double amount)
 *   recent    count, then (long identity, int fingerprint, signed day of arrival)
 *   habits    own days; value days; sum x 4; count, then (text deal, byte asked [, signed first asked, signed last asked], signed answered); signed last own time; double largest revenue (from version 2 on)
 *   signed    time of the latest change; watch: byte of what follows, trail of clicks, service desk, deal desk; told findings; book of frictions (from version 3 on)
 * </pre>
 *
 * <p>How numbers and texts are written: {@link StateWriter}.
 *
 * <p><b>Shape:</b> writes the newest version, reads every version since the first release.
 *
 * <p><b>Errors:</b> {@link IllegalStateException} for a version of a later release and for other half-lives than the catalogue's: the sums would be wrong.
 *
 * <p><b>Source:</b> docs/reference/state.md.
 */
public final class CustomerStateLayout {

    private static final int VERSION = 3;

    private final int decayFingerprint;
    private final StateWriter out = new StateWriter();

    /** A layout for the catalogue in force; not to be shared by threads. */
    public CustomerStateLayout(int decayFingerprint) {
        this.decayFingerprint = decayFingerprint;
    }

    public byte[] write(CustomerState state) {
        out.reset();
        out.putByte(VERSION);
        out.putInt(decayFingerprint);
        writeNumbers(state, out);
        state.recent.write(out);
        state.habits.write(out);
        out.putSigned(state.latestAtMillis);
        state.friction.write(out);
        return out.toBytes();
    }

    /** Another customer with the same numbers, of whom nothing was told, nothing is watched and no event is remembered. */
    static CustomerState copyOfNumbers(CustomerState state) {
        StateWriter kept = new StateWriter();
        writeNumbers(state, kept);
        state.habits.write(kept);
        StateReader in = new StateReader(kept.toBytes());
        CustomerState copy = new CustomerState();
        readNumbers(copy, in);
        copy.habits = Habits.read(in);
        copy.latestAtMillis = state.latestAtMillis;
        return copy;
    }

    private static void writeNumbers(CustomerState state, StateWriter out) {
        out.putSigned(state.firstSeenAtMillis);
        out.putSigned(state.lastSeenAtMillis);
        out.putCount(state.activities);
        out.putCount(state.pushesThousandths);
        out.putCount(state.frictionThousandths);
        out.putCount(state.valueEvents);
        out.putSigned(state.alarmAtMillis);
        Sums.write(state.fast, out);
        Sums.write(state.slow, out);
        Sums.write(state.storedPushes, out);
        Sums.write(state.storedFriction, out);
        Sums.write(state.referrals, out);
        for (DecayedSum phase : state.phases) {
            Sums.write(phase, out);
        }
        state.account.write(out);
        state.segment.write(out);
        state.plan.write(out);
        state.region.write(out);
        state.recommendation.write(out);
        out.putCount(state.entries.size());
        state.entries.forEach(entry -> entry.write(out));
        out.putCount(state.standing.size());
        state.standing.forEach(item -> item.write(out));
        out.putCount(state.revenue.size());
        state.revenue.forEach(entry -> entry.write(out));
        state.marks.write(out);
    }

    public CustomerState read(byte[] bytes) {
        StateReader in = new StateReader(bytes);
        int version = in.getByte();
        if (version < 1 || version > VERSION) {
            throw new IllegalStateException(
                    "customer state has layout version " + version + ", but this release reads 1 to " + VERSION
                            + "; restore with the release that wrote it, or a later one");
        }
        if (in.getInt() != decayFingerprint) {
            throw new IllegalStateException(
                    "customer state was built with other half-lives than those of the catalogue in force; "
                            + "sums of different half-lives can not be mixed: take the old half-lives back, or start without state and replay the topics");
        }
        CustomerState state = new CustomerState();
        readNumbers(state, in);
        state.recent = RecentEvents.read(in);
        // a release that kept no habits: they are as if the customer had been seen for the first time since
        if (version > 1) {
            state.habits = Habits.read(in);
        }
        state.latestAtMillis = state.lastSeenAtMillis;
        // releases that looked for nothing: what they saw is not looked at again
        if (version > 2) {
            state.latestAtMillis = in.getSigned();
            state.friction = FrictionMemory.read(in);
        }
        if (!in.isAtEnd()) {
            throw new IllegalStateException("customer state has bytes left over");
        }
        return state;
    }

    private static void readNumbers(CustomerState state, StateReader in) {
        readScalars(state, in);
        readSums(state, in);
        state.account = LatestText.read(in);
        state.segment = LatestText.read(in);
        state.plan = LatestText.read(in);
        state.region = LatestText.read(in);
        state.recommendation = LatestText.read(in);
        for (int left = in.getCount(); left > 0; left--) {
            state.entries.add(SignalEntry.read(in));
        }
        for (int left = in.getCount(); left > 0; left--) {
            state.standing.add(StandingItem.read(in));
        }
        for (int left = in.getCount(); left > 0; left--) {
            state.revenue.add(RevenueEntry.read(in));
        }
        state.marks = DayMarks.read(in);
    }

    private static void readScalars(CustomerState state, StateReader in) {
        state.firstSeenAtMillis = in.getSigned();
        state.lastSeenAtMillis = in.getSigned();
        state.activities = in.getVariable();
        state.pushesThousandths = in.getVariable();
        state.frictionThousandths = in.getVariable();
        state.valueEvents = in.getVariable();
        state.alarmAtMillis = in.getSigned();
    }

    private static void readSums(CustomerState state, StateReader in) {
        state.fast = Sums.read(in);
        state.slow = Sums.read(in);
        state.storedPushes = Sums.read(in);
        state.storedFriction = Sums.read(in);
        state.referrals = Sums.read(in);
        for (int i = 0; i < state.phases.length; i++) {
            state.phases[i] = Sums.read(in);
        }
    }
}
