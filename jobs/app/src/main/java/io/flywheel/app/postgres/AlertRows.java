package io.flywheel.app.postgres;

import io.flywheel.domain.alert.AlertInstance;
import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.alert.AlertSubject;
import io.flywheel.domain.alert.AlertTransition;
import io.flywheel.domain.alert.Unit;
import io.flywheel.domain.control.ErasureStep;
import io.flywheel.domain.quality.Progress;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The rows of the alert stops: one of {@code alert_instance} for each run, one of {@code alert_transition} for each change, erasures, and the progress. */
final class AlertRows implements TableRows<AlertOutput> {

    private static final long serialVersionUID = 1L;

    @Override
    public List<Table> tables() {
        return List.of(Table.ALERT_INSTANCE, Table.ALERT_TRANSITION, Table.ERASURE_STEP, Table.PIPELINE_FRESHNESS);
    }

    @Override
    public OutputKey key(AlertOutput output) {
        AlertInstance instance = output.instance();
        if (instance != null) {
            return new OutputKey(0, id(instance));
        }
        Progress progress = output.progress();
        if (progress != null) {
            return ProgressRow.key(progress);
        }
        ErasureStep erasure = output.erasure();
        if (erasure != null) {
            return ErasureRow.key(erasure);
        }
        AlertTransition transition = transition(output);
        return new OutputKey(1, id(transition.after()) + number(transition.number()));
    }

    @Override
    public int count(AlertOutput output) {
        return 1;
    }

    @Override
    public void write(AlertOutput output, RowWriter rows) {
        AlertInstance instance = output.instance();
        Progress progress = output.progress();
        ErasureStep erasure = output.erasure();
        if (instance != null) {
            write(instance, rows);
        } else if (progress != null) {
            ProgressRow.write(progress, rows);
        } else if (erasure != null) {
            ErasureRow.write(erasure, rows);
        } else {
            write(transition(output), rows);
        }
    }

    private static void write(AlertInstance alert, RowWriter rows) {
        Unit unit = alert.unit();
        rows.start(Table.ALERT_INSTANCE)
                .text(alert.fingerprint())
                .bigint(alert.episode())
                .text(alert.rule())
                .integer(alert.ruleVersion())
                .text(alert.severity().word())
                .text(alert.scope().word())
                .text(alert.status().word())
                .truth(alert.noData())
                .json(labels(alert))
                .text(alert.labels().get(AlertSubject.CUSTOMER_ID))
                .text(alert.accountId())
                .text(alert.labels().get(AlertSubject.GRAIN))
                .text(alert.labels().get(AlertSubject.DIM_TYPE))
                .text(alert.labels().get(AlertSubject.DIM_VALUE))
                .text(alert.summary())
                .text(alert.runbook());
        value(alert.value(), rows);
        rows.text(alert.isAbove() ? "above" : "below").number(alert.firesAt()).number(alert.recoversAt());
        rows.timeIfKnown(alert.pendingSinceMillis());
        rows.timeIfKnown(alert.firedAtMillis());
        rows.timeIfKnown(alert.recoveringSinceMillis());
        rows.timeIfKnown(alert.resolvedAtMillis());
        rows.time(alert.changedAtMillis())
                .texts(alert.evidence())
                .text(alert.acknowledgedBy())
                .timeIfKnown(alert.acknowledgedAtMillis())
                .truth(alert.isShadow())
                .text(unit == null ? null : unit.word())
                .end();
    }

    private static void write(AlertTransition transition, RowWriter rows) {
        rows.start(Table.ALERT_TRANSITION)
                .text(transition.after().fingerprint())
                .bigint(transition.after().episode())
                .bigint(transition.number())
                .text(transition.after().rule())
                .text(transition.from().word())
                .text(transition.to().word())
                .time(transition.atMillis());
        value(transition.value(), rows);
        rows.text(transition.reason().word()).end();
    }

    private static JsonText labels(AlertInstance alert) {
        JsonText json = new JsonText().openObject();
        new TreeMap<>(alert.labels()).forEach((name, value) -> json.name(name).value(value));
        return json.closeObject();
    }

    /** What is no finite number is no measurement. */
    private static void value(double value, RowWriter rows) {
        if (Double.isFinite(value)) {
            rows.number(value);
        } else {
            rows.nothing();
        }
    }

    private static AlertTransition transition(AlertOutput output) {
        AlertTransition transition = output.transition();
        if (transition == null) {
            throw new IllegalStateException(
                    "an output of an alert stop must be an alert, a change, an erasure or progress, and is none of them");
        }
        return transition;
    }

    private static String id(AlertInstance alert) {
        return alert.fingerprint() + number(alert.episode());
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "\n%020d", value);
    }
}
