package io.flywheel.app.postgres;

import java.io.Serializable;
import java.util.List;

/**
 * Says which rows an output of a stop becomes.
 *
 * <p><b>Shape:</b> stateless. {@link #tables} are written in this order, so that nothing is seen before what it relies on.
 */
interface TableRows<T> extends Serializable {

    List<Table> tables();

    OutputKey key(T output);

    /** How many rows {@link #write} will hand over. */
    int count(T output);

    void write(T output, RowWriter rows);
}
