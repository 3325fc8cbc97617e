package io.flywheel.pipeline.wheel;

import io.flywheel.domain.wheel.CellDelta;
import java.io.Serializable;
import java.util.List;

/**
 * What the cells of a table are: how far a delta reaches, when a cell begins and ends, and how its content adds up.
 *
 * @param <T> exact content of a cell, which can be added and taken away in any order
 */
public interface CellRules<T> extends Serializable {

    /** Takes the share of a delta in one cell; the content must not be changed. */
    @FunctionalInterface
    interface Taker<T> {
        void take(long cell, T content);
    }

    void spread(CellDelta delta, Taker<T> taker);

    /** The cells that begin at a moment, and those that ended so long before it. */
    List<Long> cellsAt(long atMillis, long afterEndMillis);

    /** From when the cell has a row. */
    long beginsAtMillis(long cell);

    /** From when a change of the cell is a revision. */
    long endsAtMillis(long cell);

    T plus(T one, T other);

    /** The same where the first may be changed, because nobody else has it. */
    default T add(T own, T other) {
        return plus(own, other);
    }

    boolean isNothing(T content);

    byte[] write(T content);

    T read(byte[] packed);
}
