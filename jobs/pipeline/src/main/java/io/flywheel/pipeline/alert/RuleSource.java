package io.flywheel.pipeline.alert;

import io.flywheel.domain.alert.RuleBook;
import io.flywheel.domain.control.ControlRecord;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Where an operator finds what people decided about alerts: the text travels with the job, the rules are built on the spot. */
public interface RuleSource extends Serializable {

    /** The rules that the job was started with. */
    RuleBook first();

    /** All that was decided and accepted since, in its order. */
    List<ControlRecord> accepted() throws IOException;

    /** The rules of an accepted record. */
    RuleBook rules(ControlRecord record);
}
