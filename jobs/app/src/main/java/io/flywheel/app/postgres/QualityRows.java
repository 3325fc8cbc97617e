package io.flywheel.app.postgres;

import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.quality.QualityOutput;
import io.flywheel.domain.quality.QualityWindow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of the quality stop: a window becomes one row of {@code data_quality_window}, progress one of {@code pipeline_freshness}. */
final class QualityRows implements TableRows<QualityOutput> {

    private static final long serialVersionUID = 1L;
    private static final String GRAIN = "1h";

    @Override
    public List<Table> tables() {
        return List.of(Table.DATA_QUALITY_WINDOW, Table.PIPELINE_FRESHNESS);
    }

    @Override
    public OutputKey key(QualityOutput output) {
        QualityWindow window = output.window();
        return window != null
                ? new OutputKey(0, window.stream() + '\n' + window.windowStartMillis())
                : ProgressRow.key(progress(output));
    }

    @Override
    public int count(QualityOutput output) {
        return 1;
    }

    @Override
    public void write(QualityOutput output, RowWriter rows) {
        QualityWindow window = output.window();
        if (window == null) {
            ProgressRow.write(progress(output), rows);
            return;
        }
        rows.start(Table.DATA_QUALITY_WINDOW)
                .text(window.stream())
                .text(GRAIN)
                .time(window.windowStartMillis())
                .bigint(window.received())
                .bigint(window.accepted())
                .bigint(window.duplicates())
                .bigint(window.late())
                .bigint(window.rejected())
                .json(counts(window.rejectedByReason()))
                .json(counts(window.unmappedTypes()))
                .end();
    }

    private static Progress progress(QualityOutput output) {
        Progress progress = output.progress();
        if (progress == null) {
            throw new IllegalStateException(
                    "an output of the quality stop must be a window or progress, and is neither");
        }
        return progress;
    }

    private static JsonText counts(Map<String, Long> counts) {
        JsonText json = new JsonText().openObject();
        new TreeMap<>(counts).forEach((name, count) -> json.name(name).value(count.longValue()));
        return json.closeObject();
    }
}
