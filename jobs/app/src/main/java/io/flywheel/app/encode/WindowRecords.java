package io.flywheel.app.encode;

import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.wheel.window.Series;
import io.flywheel.domain.wheel.window.Window;
import io.flywheel.domain.wheel.window.WindowTotals;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.pipeline.wheel.WindowCells;
import io.flywheel.schema.IndexCount;
import io.flywheel.schema.SidePoints;
import io.flywheel.schema.WindowResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes windows as the contract of the window topic has them. */
public final class WindowRecords {

    private static final WindowCells CELLS = new WindowCells();

    private WindowRecords() {}

    public static WindowResult of(CellRow row) {
        byte[] content = row.content();
        if (content == null) {
            throw new IllegalArgumentException("progress is no window");
        }
        WindowTotals totals = CELLS.read(content);
        Series series = Series.ofKey(row.series());
        Window window = WindowCells.window(row.cell());
        return WindowResult.newBuilder()
                .setDimType(series.dimension().word())
                .setDimValue(series.value())
                .setGrain(window.grain().word())
                .setWindowStart(Instant.ofEpochMilli(window.startMillis()))
                .setWindowEnd(Instant.ofEpochMilli(window.endMillis()))
                .setRevision(row.revision())
                .setIsFinal(row.isFinal())
                .setPushes(totals.pushes())
                .setFrictions(totals.frictions())
                .setPushThousandths(totals.pushThousandths())
                .setFrictionThousandths(totals.frictionThousandths())
                .setWeightedMillionths(totals.weightedMillionths())
                .setMassThousandths(totals.massThousandths())
                .setByPhase(byPhase(totals))
                .setByDepartment(byDepartment(totals))
                .setIndexes(indexes(totals))
                .build();
    }

    private static Map<String, SidePoints> byPhase(WindowTotals totals) {
        Map<String, SidePoints> points = new TreeMap<>();
        for (Phase phase : Phase.values()) {
            points.put(
                    phase.word(),
                    new SidePoints(totals.thousandths(Side.PUSH, phase), totals.thousandths(Side.FRICTION, phase)));
        }
        return points;
    }

    private static Map<String, SidePoints> byDepartment(WindowTotals totals) {
        Map<String, SidePoints> points = new TreeMap<>();
        for (Department department : Department.values()) {
            points.put(
                    department.word(),
                    new SidePoints(
                            totals.thousandths(Side.PUSH, department), totals.thousandths(Side.FRICTION, department)));
        }
        return points;
    }

    private static List<IndexCount> indexes(WindowTotals totals) {
        List<IndexCount> indexes = new ArrayList<>();
        totals.forEachIndex((halves, customers) -> indexes.add(new IndexCount(halves, customers)));
        return indexes;
    }
}
