package io.flywheel.pipeline.control;

import io.flywheel.domain.control.ControlLedger;
import java.io.Serializable;

/** Opens a ledger whose checks know every kind of record; it knows the version of the rules that the job was started with. */
@FunctionalInterface
public interface ControlChecks extends Serializable {

    ControlLedger open();
}
