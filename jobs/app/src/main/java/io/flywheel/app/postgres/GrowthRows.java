package io.flywheel.app.postgres;

import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.wheel.journey.GrowthCounts;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.pipeline.wheel.GrowthCells;
import java.util.List;
import java.util.Locale;

/** The rows of the growth stop: one of {@code growth_accounting_day} for each day and revision, and the progress. */
final class GrowthRows implements TableRows<CellRow> {

    private static final long serialVersionUID = 1L;
    private static final String LEVEL = "customer";

    @Override
    public List<Table> tables() {
        return List.of(Table.GROWTH_ACCOUNTING_DAY, Table.PIPELINE_FRESHNESS);
    }

    @Override
    public OutputKey key(CellRow row) {
        Progress progress = row.progress();
        return progress != null
                ? ProgressRow.key(progress)
                : new OutputKey(0, row.series() + '\n' + String.format(Locale.ROOT, "%020d", row.cell()));
    }

    @Override
    public int count(CellRow row) {
        return 1;
    }

    @Override
    public void write(CellRow row, RowWriter rows) {
        Progress progress = row.progress();
        byte[] content = row.content();
        if (progress != null) {
            ProgressRow.write(progress, rows);
        } else if (content != null) {
            write(row, GrowthCells.unpack(content), rows);
        }
    }

    private static void write(CellRow row, GrowthCounts counts, RowWriter rows) {
        rows.start(Table.GROWTH_ACCOUNTING_DAY)
                .text(LEVEL)
                .text(row.series())
                .date(Math.toIntExact(row.cell()))
                .bigint(counts.fresh())
                .bigint(counts.retained())
                .bigint(counts.resurrected())
                .bigint(counts.churned())
                .bigint(counts.active())
                .bigint(counts.activeBefore())
                .bigint(counts.dau());
        ratio(counts.fresh() + counts.resurrected(), counts.churned(), rows);
        ratio(counts.dau(), counts.active(), rows);
        rows.truth(row.isFinal()).integer(row.revision()).end();
    }

    private static void ratio(long part, long whole, RowWriter rows) {
        if (whole == 0) {
            rows.nothing();
        } else {
            rows.number((double) part / whole);
        }
    }
}
