package io.flywheel.app.postgres;

import io.flywheel.domain.momentum.Band;
import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.wheel.window.Series;
import io.flywheel.domain.wheel.window.Window;
import io.flywheel.domain.wheel.window.WindowTotals;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.pipeline.wheel.WindowCells;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The rows of the window stop: one of {@code flywheel_window} for each window and revision, and the progress. */
final class WindowRows implements TableRows<CellRow> {

    private static final long serialVersionUID = 1L;
    private static final double DAY = Duration.ofDays(1).toMillis();
    private static final double THOUSAND = 1_000;
    private static final double MILLION = 1_000_000;

    private final WindowCells cells = new WindowCells();

    @Override
    public List<Table> tables() {
        return List.of(Table.FLYWHEEL_WINDOW, Table.PIPELINE_FRESHNESS);
    }

    @Override
    public OutputKey key(CellRow row) {
        Progress progress = row.progress();
        return progress != null
                ? ProgressRow.key(progress)
                : new OutputKey(0, String.format(Locale.ROOT, "%020d", row.cell()) + '\n' + row.series());
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
            write(row, cells.read(content), rows);
        }
    }

    private static void write(CellRow row, WindowTotals totals, RowWriter rows) {
        Window window = WindowCells.window(row.cell());
        Series series = Series.ofKey(row.series());
        double days = window.grain().lengthMillis() / DAY;
        double friction = totals.frictionThousandths() / THOUSAND / days;
        double weighted = totals.weightedMillionths() / MILLION / days;
        rows.start(Table.FLYWHEEL_WINDOW)
                .text(window.grain().word())
                .time(window.startMillis())
                .text(series.dimension().word())
                .text(series.value())
                .time(window.endMillis())
                .bigint(totals.pushes())
                .bigint(totals.frictions())
                .thousandths(totals.pushThousandths())
                .thousandths(totals.frictionThousandths())
                .number(totals.pushThousandths() / THOUSAND / days)
                .number(friction)
                .number(weighted)
                .number(weighted - friction)
                .json(byPhase(totals))
                .json(byDepartment(totals));
        writeCustomers(totals, rows);
        rows.truth(row.isFinal()).integer(row.revision()).end();
    }

    private static void writeCustomers(WindowTotals totals, RowWriter rows) {
        long customers = totals.customers();
        rows.bigint(customers);
        if (customers == 0) {
            rows.nothing().nothing().nothing().nothing();
        } else {
            rows.number(totals.massThousandths() / THOUSAND / customers)
                    .number(totals.percentile(0.1))
                    .number(totals.percentile(0.5))
                    .number(totals.percentile(0.9));
        }
        rows.bigint(totals.customers(Band.RED))
                .bigint(totals.customers(Band.YELLOW))
                .bigint(totals.customers(Band.GREEN));
    }

    private static JsonText byPhase(WindowTotals totals) {
        JsonText json = new JsonText().openObject();
        for (Phase phase : Phase.values()) {
            sides(json, phase.word(), totals.thousandths(Side.PUSH, phase), totals.thousandths(Side.FRICTION, phase));
        }
        return json.closeObject();
    }

    private static JsonText byDepartment(WindowTotals totals) {
        JsonText json = new JsonText().openObject();
        for (Department department : Department.values()) {
            sides(
                    json,
                    department.word(),
                    totals.thousandths(Side.PUSH, department),
                    totals.thousandths(Side.FRICTION, department));
        }
        return json.closeObject();
    }

    private static void sides(JsonText json, String name, long push, long friction) {
        json.name(name)
                .openObject()
                .name("push")
                .value(push / THOUSAND)
                .name("friction")
                .value(friction / THOUSAND)
                .closeObject();
    }
}
