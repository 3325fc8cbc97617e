package io.flywheel.local.decisions;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an erasure; names nobody but in {@code statement}.
 *
 * <p><b>Units:</b> {@code effectiveFrom} is event time.
 *
 * @param erasureId SHA-256 of the customer id
 * @param verdict accepted or refused, by the jobs
 * @param reason why it was refused; null if it was not
 * @param stages those who have let go
 * @param isInTables whether the rows were taken out of the tables, too
 * @param rows how many rows of each table were
 * @param statement what flywheel_keeper has to run where this role may not; null where it may
 * @param untoldEnds alerts of the customer whose end was not told to a receiver before their rows went
 */
public record EraseReport(
        String erasureId,
        int version,
        Instant effectiveFrom,
        String verdict,
        @Nullable String reason,
        List<Stage> stages,
        boolean isInTables,
        List<Rows> rows,
        @Nullable String statement,
        long untoldEnds) {

    public EraseReport {
        stages = List.copyOf(stages);
        rows = List.copyOf(rows);
    }

    /**
     * One stage of a job, all of whose parts have let go.
     *
     * @param customersForgotten whether one of them held the customer: 1 or 0
     */
    public record Stage(String job, String stage, int parts, long customersForgotten) {}

    /** What one table lost. */
    public record Rows(String table, long deleted) {}
}
