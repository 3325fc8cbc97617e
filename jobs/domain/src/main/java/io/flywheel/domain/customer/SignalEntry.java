package io.flywheel.domain.customer;

import io.flywheel.domain.momentum.DecayedSum;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.packing.Sums;
import io.flywheel.domain.signal.SignalRule;

/**
 * What one kind of signal has amounted to for one customer.
 *
 * <p><b>Shape:</b> {@code classIndex} is the half-life class that the sum was made with, by its place in the catalogue.
 */
final class SignalEntry {

    final int id;
    final int classIndex;
    final DecayedSum sum;
    final DailyCounts daily;
    final Evidence evidence;
    long lastAtMillis;

    SignalEntry(int id, int classIndex) {
        this(id, classIndex, new DecayedSum(), new DailyCounts(), new Evidence(), Long.MIN_VALUE);
    }

    private SignalEntry(
            int id, int classIndex, DecayedSum sum, DailyCounts daily, Evidence evidence, long lastAtMillis) {
        this.id = id;
        this.classIndex = classIndex;
        this.sum = sum;
        this.daily = daily;
        this.evidence = evidence;
        this.lastAtMillis = lastAtMillis;
    }

    /** Stops a catalogue that moved a signal to another class: the sum can not be read with another half-life. */
    void requireClass(int itsClassIndex, SignalRule rule) {
        if (classIndex != itsClassIndex) {
            throw new IllegalStateException("signal " + rule.name() + " (id " + id
                    + ") was counted in another half-life class than "
                    + rule.halfLife().name()
                    + "; move it back, or give the changed signal a new id and name and keep the old one");
        }
    }

    void add(String eventId, long atMillis, long weightThousandths, long halfLifeMillis) {
        sum.add(weightThousandths / 1000.0, atMillis, halfLifeMillis);
        daily.add(CustomerState.dayOf(atMillis));
        evidence.add(eventId, atMillis, weightThousandths, halfLifeMillis);
        lastAtMillis = Math.max(lastAtMillis, atMillis);
    }

    void write(StateWriter out) {
        out.putCount(id);
        out.putByte(classIndex);
        Sums.write(sum, out);
        daily.write(out);
        evidence.write(out);
        out.putSigned(lastAtMillis);
    }

    static SignalEntry read(StateReader in) {
        return new SignalEntry(
                in.getCount(), in.getByte(), Sums.read(in), DailyCounts.read(in), Evidence.read(in), in.getSigned());
    }
}
