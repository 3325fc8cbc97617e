package io.flywheel.app.postgres;

import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.wheel.spot.Spot;
import io.flywheel.domain.wheel.spot.SpotFriction;
import io.flywheel.domain.wheel.spot.SpotTotals;
import io.flywheel.domain.wheel.window.Window;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.pipeline.wheel.HotspotCells;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The rows of the hotspot stop: for each place, window and revision one of {@code friction_hotspot_window} for all friction and one for each type of it, and the progress. */
final class HotspotRows implements TableRows<CellRow> {

    private static final long serialVersionUID = 1L;
    private static final double SESSIONS_OF_RATE = 1_000;

    private final HotspotCells cells = new HotspotCells();

    @Override
    public List<Table> tables() {
        return List.of(Table.FRICTION_HOTSPOT_WINDOW, Table.PIPELINE_FRESHNESS);
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
        byte[] content = row.content();
        return content == null ? 1 : withAll(cells.read(content)).size();
    }

    @Override
    public void write(CellRow row, RowWriter rows) {
        Progress progress = row.progress();
        byte[] content = row.content();
        if (progress != null) {
            ProgressRow.write(progress, rows);
        } else if (content != null) {
            SpotTotals totals = cells.read(content);
            withAll(totals).forEach((type, friction) -> write(row, totals, type, friction, rows));
        }
    }

    /** There is a row for all friction wherever somebody was, so that exposure is known where nothing rubs, too. */
    private static Map<String, SpotFriction> withAll(SpotTotals totals) {
        Map<String, SpotFriction> all = new TreeMap<>(totals.byType());
        all.put(SpotTotals.EVERY_TYPE, totals.friction());
        return all;
    }

    private static void write(
            CellRow row, SpotTotals totals, String signalType, SpotFriction friction, RowWriter rows) {
        Window window = HotspotCells.window(row.cell());
        Spot spot = Spot.ofKey(row.series());
        rows.start(Table.FRICTION_HOTSPOT_WINDOW)
                .text(window.grain().word())
                .time(window.startMillis())
                .text(spot.dimension().word())
                .text(spot.value())
                .text(signalType)
                .time(window.endMillis())
                .bigint(friction.count())
                .thousandths(friction.thousandths())
                .bigint(friction.customers())
                .bigint(totals.customers());
        if (totals.sessions() == 0) {
            rows.nothing();
        } else {
            rows.bigint(totals.sessions());
        }
        rate(friction.count(), totals.customers(), rows);
        rate(SESSIONS_OF_RATE * friction.count(), totals.sessions(), rows);
        rows.truth(row.isFinal()).integer(row.revision()).end();
    }

    private static void rate(double count, long exposure, RowWriter rows) {
        if (exposure == 0) {
            rows.nothing();
        } else {
            rows.number(count / exposure);
        }
    }
}
