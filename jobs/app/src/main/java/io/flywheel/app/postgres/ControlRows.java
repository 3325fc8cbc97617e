package io.flywheel.app.postgres;

import io.flywheel.domain.control.ControlRecord;
import io.flywheel.pipeline.control.ControlArrival;
import io.flywheel.pipeline.control.ControlOutcome;
import java.util.List;
import java.util.Locale;

/** The rows of what people decided: one of {@code control_record} for each record of the control topic, with what became of it. */
final class ControlRows implements TableRows<ControlOutcome> {

    private static final long serialVersionUID = 1L;

    @Override
    public List<Table> tables() {
        return List.of(Table.CONTROL_RECORD);
    }

    @Override
    public OutputKey key(ControlOutcome outcome) {
        ControlArrival arrival = outcome.arrival();
        return new OutputKey(0, String.format(Locale.ROOT, "%05d\n%020d", arrival.partition(), arrival.offset()));
    }

    @Override
    public int count(ControlOutcome outcome) {
        return 1;
    }

    @Override
    public void write(ControlOutcome outcome, RowWriter rows) {
        ControlArrival arrival = outcome.arrival();
        ControlRecord record = outcome.judgement().record();
        rows.start(Table.CONTROL_RECORD)
                .integer(arrival.partition())
                .bigint(arrival.offset())
                .time(arrival.arrivedAtMillis())
                .text(outcome.judgement().verdict().word())
                .text(outcome.judgement().reason());
        if (record == null) {
            rows.nothing().nothing().nothing().nothing().nothing().nothing().text(arrival.text());
        } else {
            rows.text(record.kind().word())
                    .text(record.id())
                    .integer(record.version())
                    .time(record.effectiveFromMillis())
                    .timeIfKnown(record.effectiveToMillis())
                    .text(record.author())
                    .text(record.content());
        }
        rows.end();
    }
}
