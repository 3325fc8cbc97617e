package io.flywheel.app.postgres;

import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.quality.QualityOutput;
import io.flywheel.pipeline.control.ControlOutcome;
import io.flywheel.pipeline.spike.SpikeOutput;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.pipeline.wheel.WheelOutput;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.lineage.LineageDataset;
import org.apache.flink.streaming.api.lineage.LineageDatasetFacet;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;

/**
 * Where the outputs of a stop become rows of schema {@code flywheel}.
 *
 * <p><b>Shape:</b> the stream must be partitioned by what the outputs are about, as it is right behind the stop, so that one thing has one writer. At
 * least once, with the same rows in the end: see {@link PostgresWriter}.
 *
 * <p><b>Errors:</b> starting fails with {@link IOException} if the database cannot be reached in time or its tables are not those of this version.
 */
public final class PostgresSink<T> implements Sink<T>, LineageVertexProvider {

    private static final long serialVersionUID = 1L;

    private final PostgresSettings settings;
    private final TableRows<T> rows;

    private PostgresSink(PostgresSettings settings, TableRows<T> rows) {
        this.settings = settings;
        this.rows = rows;
    }

    /**
     * Tables {@code customer}, {@code customer_momentum}, {@code momentum_contribution}, {@code churn_friction}, {@code customer_revenue}, {@code friction_event},
     * {@code ticket_current}, {@code deal_friction}, {@code support_call}, {@code support_rating}, {@code inquiry}, {@code erasure_step}, and the progress of the stop.
     */
    public static PostgresSink<CustomerOutput> customers(PostgresSettings settings) {
        return new PostgresSink<>(settings, new CustomerRows());
    }

    /** Table {@code data_quality_window}, and the progress of the stop. */
    public static PostgresSink<QualityOutput> quality(PostgresSettings settings) {
        return new PostgresSink<>(settings, new QualityRows());
    }

    /** Tables {@code customer_wheel}, {@code stage_transition}, {@code revolution}, {@code deal_course}, {@code erasure_step}, and the progress of the stop. */
    public static PostgresSink<WheelOutput> wheel(PostgresSettings settings) {
        return new PostgresSink<>(settings, new WheelRows());
    }

    /** Table {@code flywheel_window}, and the progress of the stop. */
    public static PostgresSink<CellRow> windows(PostgresSettings settings) {
        return new PostgresSink<>(settings, new WindowRows());
    }

    /** Table {@code growth_accounting_day}, and the progress of the stop. */
    public static PostgresSink<CellRow> growth(PostgresSettings settings) {
        return new PostgresSink<>(settings, new GrowthRows());
    }

    /** Table {@code friction_hotspot_window}, and the progress of the stop. */
    public static PostgresSink<CellRow> hotspots(PostgresSettings settings) {
        return new PostgresSink<>(settings, new HotspotRows());
    }

    /** Table {@code friction_spike_window}, and the progress of the stop. */
    public static PostgresSink<SpikeOutput> spikes(PostgresSettings settings) {
        return new PostgresSink<>(settings, new SpikeRows());
    }

    /** Tables {@code alert_instance}, {@code alert_transition} and {@code erasure_step}, and the progress of the stops. */
    public static PostgresSink<AlertOutput> alerts(PostgresSettings settings) {
        return new PostgresSink<>(settings, new AlertRows());
    }

    /** Table {@code control_record}: what people decided, and what became of it. It tells of no progress. */
    public static PostgresSink<ControlOutcome> control(PostgresSettings settings) {
        return new PostgresSink<>(settings, new ControlRows());
    }

    @Override
    public PostgresWriter<T> createWriter(WriterInitContext context) throws IOException {
        int subtask = context.getTaskInfo().getIndexOfThisSubtask();
        int parallelism = context.getTaskInfo().getNumberOfParallelSubtasks();
        String applicationName =
                "flywheel %s %d/%d".formatted(rows.tables().get(0).title(), subtask + 1, parallelism);
        try {
            return new PostgresWriter<>(
                    settings,
                    rows,
                    parallelism,
                    applicationName,
                    context.metricGroup(),
                    context.getProcessingTimeService());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while connecting to PostgreSQL at "
                    + settings.access().place());
        }
    }

    /** The tables it writes, by the place of the database, for listeners of Flink that draw where numbers come from. */
    @Override
    public LineageVertex getLineageVertex() {
        String namespace = settings.access().place().replaceFirst("^jdbc:", "");
        List<LineageDataset> tables = rows.tables().stream()
                .<LineageDataset>map(table -> new WrittenTable("flywheel." + table.title(), namespace))
                .toList();
        return () -> tables;
    }

    private record WrittenTable(String name, String namespace) implements LineageDataset {

        @Override
        public Map<String, LineageDatasetFacet> facets() {
            return Map.of();
        }
    }

    @Override
    public String toString() {
        return "PostgresSink[" + rows.tables() + ", " + settings + "]";
    }
}
