package io.flywheel.app.decode;

import org.jspecify.annotations.Nullable;

/**
 * A number that is equal for equal contents of an event: of two events with one identity, equal ones are duplicates and others conflict.
 *
 * <p>It is taken from the fields and not from the bytes, because producers write the attributes of one event in any order. Persisted in the state of customers: never changed for
 * fields that exist.
 */
final class Fingerprint {

    private int hash;

    void reset() {
        hash = 17;
    }

    void add(@Nullable String text) {
        hash = 31 * hash + (text == null ? 0 : text.hashCode());
    }

    void add(long number) {
        hash = 31 * hash + Long.hashCode(number);
    }

    void add(double number) {
        hash = 31 * hash + Double.hashCode(number);
    }

    /** Adds something whose order does not matter. */
    void addUnordered(String name, String value) {
        hash += 0x9E3779B9 * (31 * name.hashCode() + value.hashCode());
    }

    int value() {
        return hash;
    }
}
