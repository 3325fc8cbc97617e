package io.flywheel.pipeline.customer;

import io.flywheel.domain.risk.RiskModel;
import java.io.IOException;
import java.io.Serializable;

/** Where an operator finds the model of churn risk when it opens: as the catalogue, its text travels with the job and it is built on the spot. */
@FunctionalInterface
public interface RiskModelSource extends Serializable {

    RiskModel load() throws IOException;
}
