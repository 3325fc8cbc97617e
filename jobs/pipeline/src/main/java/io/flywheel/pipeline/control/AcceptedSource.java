package io.flywheel.pipeline.control;

import io.flywheel.domain.control.ControlRecord;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Where an operator that opens finds all that people decided so far. */
@FunctionalInterface
public interface AcceptedSource extends Serializable {

    /** All that was decided and accepted since the job was started, in its order. */
    List<ControlRecord> accepted() throws IOException;
}
