package io.flywheel.app.postgres;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one flush by table, stamped with the writer's epoch and the version of the output that they come from.
 *
 * <p><b>Shape:</b> mutable and used again; {@link #output} before the rows of each output.
 */
final class RowBatch implements RowWriter {

    private final Map<Table, CopyRows> tables = new EnumMap<>(Table.class);
    private final List<Table> order;
    private final long epoch;
    private final int parallelism;
    private CopyRows current;
    private long version;

    RowBatch(List<Table> order, long epoch, int parallelism) {
        this.order = order;
        this.epoch = epoch;
        this.parallelism = parallelism;
        order.forEach(table -> tables.put(table, new CopyRows(table)));
        this.current = rows(order.get(0));
    }

    void clear() {
        tables.values().forEach(CopyRows::clear);
    }

    void output(long itsVersion) {
        version = itsVersion;
    }

    long epoch() {
        return epoch;
    }

    /** Version of the latest output. */
    long version() {
        return version;
    }

    /** The rows by table, in the order of writing. */
    List<CopyRows> inOrder() {
        return order.stream().map(this::rows).toList();
    }

    int rows() {
        Collection<CopyRows> all = tables.values();
        return all.stream().mapToInt(CopyRows::rows).sum();
    }

    @Override
    public RowWriter start(Table table) {
        current = rows(table);
        current.start();
        return this;
    }

    @Override
    public RowWriter text(@Nullable String value) {
        if (value == null) {
            current.nothing();
        } else {
            current.text(value);
        }
        return this;
    }

    @Override
    public RowWriter bigint(long value) {
        current.bigint(value);
        return this;
    }

    @Override
    public RowWriter integer(int value) {
        current.integer(value);
        return this;
    }

    @Override
    public RowWriter number(double value) {
        current.number(value);
        return this;
    }

    @Override
    public RowWriter thousandths(long value) {
        current.thousandths(value);
        return this;
    }

    @Override
    public RowWriter time(long millis) {
        current.time(millis);
        return this;
    }

    @Override
    public RowWriter truth(boolean value) {
        current.truth(value);
        return this;
    }

    @Override
    public RowWriter date(int epochDay) {
        current.date(epochDay);
        return this;
    }

    @Override
    public RowWriter nothing() {
        current.nothing();
        return this;
    }

    @Override
    public RowWriter texts(List<String> values) {
        current.texts(values);
        return this;
    }

    @Override
    public RowWriter json(JsonText value) {
        current.json(value.text());
        return this;
    }

    @Override
    public void end() {
        current.end(epoch, version);
    }

    @Override
    public int parallelism() {
        return parallelism;
    }

    private CopyRows rows(Table table) {
        CopyRows rows = tables.get(table);
        if (rows == null) {
            throw new IllegalStateException(
                    "table " + table.title() + " is not among the tables of this writer: " + order);
        }
        return rows;
    }
}
