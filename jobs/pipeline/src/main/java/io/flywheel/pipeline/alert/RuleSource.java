package io.flywheel.pipeline.alert;

import io.flywheel.domain.alert.RuleBook;
import java.io.IOException;
import java.io.Serializable;

/** Where an operator finds the rules of alerts when it opens: the text travels with the job, the rules are built on the spot. */
@FunctionalInterface
public interface RuleSource extends Serializable {

    RuleBook load() throws IOException;
}
