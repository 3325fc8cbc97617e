package io.flywheel.app.postgres;

import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.spike.SpikeCause;
import io.flywheel.domain.spike.SpikeReading;
import io.flywheel.domain.spike.SpotReading;
import io.flywheel.domain.wheel.spot.Spot;
import io.flywheel.pipeline.spike.SpikeOutput;
import java.util.List;
import java.util.Locale;

/** The rows of found spikes: one of {@code friction_spike_window} for each five minutes, place and type that rubbed, and the progress. */
final class SpikeRows implements TableRows<SpikeOutput> {

    private static final long serialVersionUID = 1L;

    @Override
    public List<Table> tables() {
        return List.of(Table.FRICTION_SPIKE_WINDOW, Table.PIPELINE_FRESHNESS);
    }

    @Override
    public OutputKey key(SpikeOutput output) {
        Progress progress = output.progress();
        if (progress != null) {
            return ProgressRow.key(progress);
        }
        SpotReading reading = reading(output);
        return new OutputKey(0, String.format(Locale.ROOT, "%020d", reading.startMillis()) + '\n' + reading.series());
    }

    @Override
    public int count(SpikeOutput output) {
        return 1;
    }

    @Override
    public void write(SpikeOutput output, RowWriter rows) {
        Progress progress = output.progress();
        if (progress != null) {
            ProgressRow.write(progress, rows);
        } else {
            write(reading(output), rows);
        }
    }

    private static void write(SpotReading reading, RowWriter rows) {
        Spot spot = Spot.ofKey(reading.spot());
        SpikeReading spike = reading.spike();
        SpikeCause cause = spike.cause();
        rows.start(Table.FRICTION_SPIKE_WINDOW)
                .time(reading.startMillis())
                .text(spot.dimension().word())
                .text(spot.value())
                .text(reading.signalType())
                .time(reading.endMillis())
                .bigint(reading.count())
                .bigint(reading.customers())
                .bigint(reading.exposure())
                .number(spike.expected() / reading.exposure())
                .number(spike.expected())
                .number((reading.count() + 1) / (spike.expected() + 1))
                .number(spike.score())
                .number(spike.limit())
                .truth(spike.spiking())
                .truth(spike.begins())
                .text(cause == null ? null : cause.name().toLowerCase(Locale.ROOT))
                .end();
    }

    private static SpotReading reading(SpikeOutput output) {
        SpotReading reading = output.reading();
        if (reading == null) {
            throw new IllegalStateException("an output of spikes must be a reading or progress, and is neither");
        }
        return reading;
    }
}
