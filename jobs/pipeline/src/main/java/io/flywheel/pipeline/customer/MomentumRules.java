package io.flywheel.pipeline.customer;

import java.io.Serializable;

/** The rules that the customer stop works by, each loaded by every subtask when it opens. */
public record MomentumRules(CatalogueSource catalogue, DetectorsSource detectors, RiskModelSource riskModel)
        implements Serializable {}
