package io.flywheel.app.decode;

import org.jspecify.annotations.Nullable;

/**
 * A number that is equal for equal contents of an event: of two events with one identity, equal ones are duplicates and others conflict.
 *
 * <p>It is taken from the fields and not from the bytes, because producers write the attributes of one event in any order. Persisted in the state of customers: never changed for
 * fields that exist.
 */
final class Fingerprint {

    /** Stands for a number that the event does not state; no field can hold it. */
    static final long ABSENT = Long.MIN_VALUE;

    private static final long ODD = 0x9E3779B97F4A7C15L;

    private long hash;

    void reset() {
        hash = 17;
    }

    void add(@Nullable String text) {
        add(text == null ? 0L : text.hashCode());
    }

    void add(long number) {
        hash = mixed(hash + number);
    }

    void add(double number) {
        add(Double.doubleToLongBits(number));
    }

    /** Adds something whose order does not matter. */
    void addUnordered(String name, String value) {
        // Mixed before it is summed, or two attributes that exchange their values would cancel out.
        hash += mixed(mixed(name.hashCode()) + value.hashCode());
    }

    int value() {
        return (int) (hash ^ hash >>> 32);
    }

    /** One to one, so that a change of one field alone always changes what follows. */
    private static long mixed(long bits) {
        long product = (bits ^ bits >>> 32) * ODD;
        return product ^ product >>> 29;
    }
}
