package io.flywheel.dashboard.tables;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the database said to one question.
 *
 * <p><b>Shape:</b> rows of cells in the order of the columns; a cell is null, a number, a truth, a text (moments as ISO 8601 in UTC), a list of texts, or a tree of JSON.
 *
 * @param problem for {@link Status#FAILED}: the database's SQLSTATE, never its message, which may quote rows
 */
public record Answer(
        Status status,
        List<String> columns,
        List<List<@Nullable Object>> rows,
        @Nullable String problem) {

    /** Whether there is something to show. */
    public enum Status {
        OK,
        /** The tables are there and have nothing to say yet. */
        EMPTY,
        /** This database has no such table or column, or the page may not read it. */
        MISSING,
        FAILED
    }

    public Answer {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    static Answer of(List<String> columns, List<List<@Nullable Object>> rows) {
        return new Answer(rows.isEmpty() ? Status.EMPTY : Status.OK, columns, rows, null);
    }

    static Answer without(Status status, String problem) {
        return new Answer(status, List.of(), List.of(), problem);
    }
}
