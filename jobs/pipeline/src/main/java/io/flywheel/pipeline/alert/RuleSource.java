package io.flywheel.pipeline.alert;

import io.flywheel.domain.alert.ControlHistory;
import io.flywheel.domain.alert.RuleBook;
import io.flywheel.domain.control.ControlRecord;
import java.io.IOException;
import java.io.Serializable;

/** Where an operator finds what people decided about alerts: the text travels with the job, the rules are built on the spot. */
public interface RuleSource extends Serializable {

    /** All that was decided until now: the rules that the job was started with, and what the control topic holds. */
    ControlHistory load() throws IOException;

    /** The rules of an accepted record. */
    RuleBook rules(ControlRecord record);
}
