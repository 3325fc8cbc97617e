package io.flywheel.app.postgres;

import io.flywheel.domain.control.ErasureStep;

/** The row of {@code erasure_step} that says that a part of a stop has forgotten a customer; it comes after all other rows of a flush but the progress. */
final class ErasureRow {

    private static final int BEHIND_ROWS = Integer.MAX_VALUE - 1;

    private ErasureRow() {}

    static OutputKey key(ErasureStep step) {
        return new OutputKey(
                BEHIND_ROWS,
                String.join("\n", step.erasure(), step.job(), step.stage(), "%010d".formatted(step.subtask())));
    }

    static void write(ErasureStep step, RowWriter rows) {
        rows.start(Table.ERASURE_STEP)
                .text(step.erasure())
                .text(step.job())
                .text(step.stage())
                .integer(step.subtask())
                .integer(step.version())
                .time(step.effectiveFromMillis())
                .bigint(step.customersForgotten())
                .integer(rows.parallelism())
                .end();
    }
}
