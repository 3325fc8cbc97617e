package io.flywheel.pipeline.alert;

import io.flywheel.domain.alert.Acknowledgement;
import io.flywheel.domain.alert.ControlHistory;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.control.Erasures;
import java.io.IOException;

/** What people decided, as far as a subtask has heard: all of before it opened, and every record since. */
final class Decisions {

    private final RuleSource source;
    private final ControlHistory history;
    private final Erasures erasures = new Erasures();

    Decisions(RuleSource source) throws IOException {
        this.source = source;
        this.history = new ControlHistory(source.first());
        for (ControlRecord record : source.accepted()) {
            var unused = heard(record);
        }
    }

    ControlHistory history() {
        return history;
    }

    /** Whether what happened with a customer at a moment is to be forgotten. */
    boolean isErased(String customerId, long momentMillis) {
        return erasures.isErased(customerId, momentMillis);
    }

    /** Takes in an accepted erasure; whether it was not known. */
    boolean erase(ControlRecord erasure) {
        return erasures.heard(erasure);
    }

    /** Takes in an accepted record; whether alerts that are open are to be looked at because of it. */
    boolean heard(ControlRecord record) {
        switch (record.kind()) {
            case RULES -> history.add(source.rules(record), record.effectiveFromMillis(), record.effectiveToMillis());
            case ACKNOWLEDGEMENT ->
                history.add(Acknowledgement.of(record.id(), record.author(), record.effectiveFromMillis()));
            case ERASURE -> {
                var unused = erase(record);
                return false;
            }
            case SILENCE, CATALOGUE, DETECTORS, MODEL -> {
                // a silence only changes who is told, which the notifier decides; the others are for the customer stop
                return false;
            }
        }
        return true;
    }
}
