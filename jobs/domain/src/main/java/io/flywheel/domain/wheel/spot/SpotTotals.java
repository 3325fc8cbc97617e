package io.flywheel.domain.wheel.spot;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The exact content of a place's window, or what changes in one: who was there, and how it rubbed, by signal type and in all.
 *
 * <p><b>Shape:</b> mutable; {@link #add} folds another one. A type whose friction was all taken back stays with zeros, so that its row is written again.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "Hotspots".
 */
public final class SpotTotals {

    /** Stands for the friction of all types together; no signal is called so. */
    public static final String EVERY_TYPE = "*";

    private static final int LEAST_BYTES = 5;

    private long customers;
    private long sessions;
    private final Map<String, SpotFriction> byType = new TreeMap<>();

    static SpotTotals exposure(long customers, long sessions) {
        SpotTotals totals = new SpotTotals();
        totals.customers = customers;
        totals.sessions = sessions;
        return totals;
    }

    static SpotTotals friction(String type, SpotFriction friction) {
        SpotTotals totals = new SpotTotals();
        totals.byType.put(type, friction);
        return totals;
    }

    public void add(SpotTotals other) {
        customers += other.customers;
        sessions += other.sessions;
        other.byType.forEach((type, friction) -> byType.merge(type, friction, SpotFriction::plus));
    }

    /** Lets go of types without friction, of which a delta needs to tell nothing. */
    public void dropEmpty() {
        byType.values().removeIf(SpotFriction::isZero);
    }

    public boolean isZero() {
        return customers == 0 && sessions == 0 && byType.values().stream().allMatch(SpotFriction::isZero);
    }

    /** Customers who did something there. */
    public long customers() {
        return customers;
    }

    /** Sessions that began there. */
    public long sessions() {
        return sessions;
    }

    /** Friction of all types together. */
    public SpotFriction friction() {
        return byType.getOrDefault(EVERY_TYPE, SpotFriction.NONE);
    }

    /** Friction by type of signal, with {@link #EVERY_TYPE} for all together; for reading only. */
    public Map<String, SpotFriction> byType() {
        return Collections.unmodifiableMap(byType);
    }

    public void write(StateWriter out) {
        out.putSigned(customers);
        out.putSigned(sessions);
        out.putCount(byType.size());
        byType.forEach((type, friction) -> {
            out.putText(type);
            out.putSigned(friction.count());
            out.putSigned(friction.thousandths());
            out.putSigned(friction.customers());
        });
    }

    public static SpotTotals read(StateReader in) {
        SpotTotals totals = exposure(in.getSigned(), in.getSigned());
        for (int left = in.getCountOf(LEAST_BYTES); left > 0; left--) {
            totals.byType.put(in.getPresentText(), new SpotFriction(in.getSigned(), in.getSigned(), in.getSigned()));
        }
        return totals;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SpotTotals totals
                && customers == totals.customers
                && sessions == totals.sessions
                && byType.equals(totals.byType);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(31 * customers + sessions) + byType.hashCode();
    }

    @Override
    public String toString() {
        return "SpotTotals[" + customers + ", " + sessions + ", " + byType + "]";
    }
}
