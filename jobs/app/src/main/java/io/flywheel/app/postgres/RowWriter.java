package io.flywheel.app.postgres;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of an output, value by value in the order of the table's columns.
 *
 * <p><b>Shape:</b> {@link #start}, one value for each column, {@link #end}. Rows of a table come in the order of their keys.
 *
 * <p><b>Errors:</b> {@link IllegalStateException} if a value does not fit the column that is next.
 */
interface RowWriter {

    RowWriter start(Table table);

    RowWriter text(@Nullable String value);

    RowWriter bigint(long value);

    RowWriter integer(int value);

    RowWriter number(double value);

    /** An exact number, stated in thousandths. */
    RowWriter thousandths(long value);

    /** Epoch milliseconds; the least and the greatest long are the infinities. */
    RowWriter time(long millis);

    RowWriter truth(boolean value);

    /** A UTC day, in days since the epoch. */
    RowWriter date(int epochDay);

    /** An absent value, whatever the type of the column. */
    RowWriter nothing();

    /** A time, or nothing. */
    default RowWriter timeIfKnown(@Nullable Long millis) {
        return millis == null ? nothing() : time(millis);
    }

    /** A number, or nothing. */
    default RowWriter numberIfKnown(@Nullable Double value) {
        return value == null ? nothing() : number(value);
    }

    /** A whole number, or nothing. */
    default RowWriter bigintIfKnown(@Nullable Long value) {
        return value == null ? nothing() : bigint(value);
    }

    RowWriter texts(List<String> values);

    RowWriter json(JsonText value);

    void end();

    /** How many writers share the work. */
    int parallelism();
}
