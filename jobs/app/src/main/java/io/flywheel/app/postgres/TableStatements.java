package io.flywheel.app.postgres;

import static java.util.stream.Collectors.joining;

import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that takes rows of one table into a staging table of the session and from there into the table, never an older row over a newer one.
 *
 * <p><b>Shape:</b> {@code upsertWithOwner} leaves out rows whose owner was not written; it is {@code upsert} for tables without one. Made of the constants of {@link Table} only; no value of an event is ever part of a statement.
 */
record TableStatements(String stage, String copy, String upsert, String upsertWithOwner, String clear) {

    private static final String EPOCH = "writer_epoch";
    private static final String VERSION = "row_version";

    static TableStatements of(Table table) {
        String target = "flywheel." + table.title();
        String staged = "pg_temp.staged_" + table.title();
        String columns = all(table);
        return new TableStatements(
                "CREATE TEMPORARY TABLE staged_%s ON COMMIT DELETE ROWS AS SELECT %s FROM %s WITH NO DATA"
                        .formatted(table.title(), columns, target),
                "COPY %s (%s) FROM STDIN WITH (FORMAT binary)".formatted(staged, columns),
                upsert(table, target, columns, staged, ""),
                upsert(table, target, columns, staged, onlyWithOwner(table.owner())),
                "DELETE FROM " + staged);
    }

    private static String upsert(Table table, String target, String columns, String staged, String condition) {
        return "INSERT INTO %s AS kept (%s) SELECT %s FROM %s AS staged%s ON CONFLICT (%s) DO UPDATE SET %s, updated_at = now() WHERE %s < %s"
                .formatted(
                        target,
                        columns,
                        columns,
                        staged,
                        condition,
                        names(table, Column::key).collect(joining(", ")),
                        Stream.concat(names(table, column -> !column.key()), stamps())
                                .map(name -> name + " = excluded." + name)
                                .collect(joining(", ")),
                        version("kept"),
                        version("excluded"));
    }

    /** A scalar subquery on purpose: it can only be run as one look-up by key a row, while a join may be planned as a scan of the whole owner. */
    private static String onlyWithOwner(@Nullable Table owner) {
        if (owner == null) {
            return "";
        }
        return " WHERE (SELECT %s = %s FROM flywheel.%s AS owner WHERE owner.customer_id = staged.customer_id)"
                .formatted(version("owner"), version("staged"), owner.title());
    }

    private static String all(Table table) {
        return Stream.concat(names(table, column -> true), stamps()).collect(joining(", "));
    }

    private static Stream<String> names(Table table, Predicate<Column> which) {
        return table.columns().stream().filter(which).map(Column::name);
    }

    private static Stream<String> stamps() {
        return Stream.of(EPOCH, VERSION);
    }

    private static String version(String alias) {
        return "(%s.%s, %s.%s)".formatted(alias, EPOCH, alias, VERSION);
    }
}
