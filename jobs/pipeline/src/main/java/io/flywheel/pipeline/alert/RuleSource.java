package io.flywheel.pipeline.alert;

import io.flywheel.domain.alert.RuleBook;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.pipeline.control.AcceptedSource;

/** Where an operator finds what people decided about alerts: the text travels with the job, the rules are built on the spot. */
public interface RuleSource extends AcceptedSource {

    /** The rules that the job was started with. */
    RuleBook first();

    /** The rules of an accepted record. */
    RuleBook rules(ControlRecord record);
}
