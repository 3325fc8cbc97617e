package io.flywheel.app.postgres;

import io.flywheel.domain.quality.Progress;

/** The row of {@code pipeline_freshness} that progress becomes; it comes after all other rows of a flush. */
final class ProgressRow {

    private static final int LAST = Integer.MAX_VALUE;

    private ProgressRow() {}

    static OutputKey key(Progress progress) {
        return new OutputKey(LAST, progress.job() + '\n' + progress.stage() + '\n' + progress.subtask());
    }

    static void write(Progress progress, RowWriter rows) {
        rows.start(Table.PIPELINE_FRESHNESS)
                .text(progress.job())
                .text(progress.stage())
                .integer(progress.subtask())
                .time(progress.watermarkMillis())
                .integer(rows.parallelism())
                .end();
    }
}
