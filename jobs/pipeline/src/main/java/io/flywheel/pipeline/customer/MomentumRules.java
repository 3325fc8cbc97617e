package io.flywheel.pipeline.customer;

import java.io.Serializable;

/** The rules that the customer stop works by, each loaded by every subtask when it opens, and what was decided about them since. */
public record MomentumRules(
        CatalogueSource catalogue, DetectorsSource detectors, RiskModelSource riskModel, SettingsSource decided)
        implements Serializable {}
