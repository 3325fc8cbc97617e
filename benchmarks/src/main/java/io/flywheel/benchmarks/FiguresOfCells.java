package io.flywheel.benchmarks;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.wheel.window.Window;
import io.flywheel.domain.wheel.window.WindowTotals;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.pipeline.wheel.WindowCells;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Reads our rows of windows; those of progress are left out. */
final class FiguresOfCells implements FlatMapFunction<CellRow, WindowFigures> {

    private static final long serialVersionUID = 1;

    @Override
    public void flatMap(CellRow row, Collector<WindowFigures> out) {
        byte[] content = row.content();
        if (content == null) {
            return;
        }
        WindowTotals totals = WindowTotals.read(new StateReader(content));
        Window window = WindowCells.window(row.cell());
        out.collect(new WindowFigures(
                row.series(),
                window.grain(),
                window.endMillis(),
                row.isFinal(),
                totals.pushes(),
                totals.pushThousandths(),
                totals.frictionThousandths(),
                totals.customers()));
    }
}
