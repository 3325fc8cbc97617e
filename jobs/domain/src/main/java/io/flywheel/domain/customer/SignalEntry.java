package io.flywheel.domain.customer;

import io.flywheel.domain.momentum.DecayedSum;

/** What one kind of signal has amounted to for one customer. */
final class SignalEntry {

    final int id;
    final DecayedSum sum;
    final DailyCounts daily;
    final Evidence evidence;
    long lastAtMillis;

    SignalEntry(int id) {
        this(id, new DecayedSum(), new DailyCounts(), new Evidence(), Long.MIN_VALUE);
    }

    private SignalEntry(int id, DecayedSum sum, DailyCounts daily, Evidence evidence, long lastAtMillis) {
        this.id = id;
        this.sum = sum;
        this.daily = daily;
        this.evidence = evidence;
        this.lastAtMillis = lastAtMillis;
    }

    void add(String eventId, long atMillis, long weightThousandths, long halfLifeMillis) {
        sum.add(weightThousandths / 1000.0, atMillis, halfLifeMillis);
        daily.add(CustomerState.dayOf(atMillis));
        evidence.add(eventId, atMillis, weightThousandths, halfLifeMillis);
        lastAtMillis = Math.max(lastAtMillis, atMillis);
    }

    void write(StateWriter out) {
        out.putCount(id);
        Sums.write(sum, out);
        daily.write(out);
        evidence.write(out);
        out.putSigned(lastAtMillis);
    }

    static SignalEntry read(StateReader in) {
        return new SignalEntry(in.getCount(), Sums.read(in), DailyCounts.read(in), Evidence.read(in), in.getSigned());
    }
}
