package io.flywheel.app.decode;

import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.wheel.window.Dimension;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.domain.wheel.window.Series;
import io.flywheel.domain.wheel.window.Window;
import io.flywheel.domain.wheel.window.WindowTotals;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.pipeline.wheel.WindowCells;
import io.flywheel.schema.WindowResult;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the velocity job wrote to the window topic.
 *
 * <p><b>Shape:</b> one instance a thread; an empty answer for a record that is none of ours, and for a window that does not lie on the grid of its grain.
 *
 * <p><b>Errors:</b> {@link IOException} only if the registry can not be asked.
 */
public final class WindowDecoder implements ContentDecoder<CellRow> {

    private final WindowCells cells = new WindowCells();
    private final WireReader<WindowResult, CellRow> reader;

    public WindowDecoder(WriterSchemas schemas) {
        this.reader = new WireReader<>(schemas, WindowResult.getClassSchema(), this::row);
    }

    @Override
    public Optional<CellRow> decode(byte @Nullable [] value) throws IOException {
        return reader.decode(value);
    }

    private Optional<CellRow> row(WindowResult sent) {
        Dimension dimension = Dimension.named(sent.getDimType());
        Grain grain = Arrays.stream(Grain.values())
                .filter(its -> its.word().equals(sent.getGrain()))
                .findFirst()
                .orElse(null);
        if (dimension == null || grain == null) {
            return Optional.empty();
        }
        Window window = new Window(grain, sent.getWindowEnd().toEpochMilli());
        if (Math.floorMod(window.endMillis(), grain.stepMillis()) != 0
                || window.startMillis() != sent.getWindowStart().toEpochMilli()) {
            return Optional.empty();
        }
        return Optional.of(new CellRow(
                new Series(dimension, sent.getDimValue()).key(),
                WindowCells.cell(window),
                cells.write(totals(sent)),
                sent.getRevision(),
                sent.getIsFinal(),
                null));
    }

    private static WindowTotals totals(WindowResult sent) {
        WindowTotals totals = WindowTotals.stated(
                sent.getPushes(),
                sent.getFrictions(),
                sent.getPushThousandths(),
                sent.getFrictionThousandths(),
                sent.getWeightedMillionths(),
                sent.getMassThousandths());
        sent.getByPhase().forEach((word, points) -> {
            Phase phase = Words.constant(Phase.class, word);
            totals.state(Side.PUSH, phase, points.getPushThousandths());
            totals.state(Side.FRICTION, phase, points.getFrictionThousandths());
        });
        sent.getByDepartment().forEach((word, points) -> {
            Department department = Words.constant(Department.class, word);
            totals.state(Side.PUSH, department, points.getPushThousandths());
            totals.state(Side.FRICTION, department, points.getFrictionThousandths());
        });
        sent.getIndexes().forEach(index -> totals.stateCustomers(index.getIndexHalves(), index.getCustomers()));
        return totals;
    }
}
