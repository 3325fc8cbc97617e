package io.flywheel.domain.risk;

/** How much a churn risk asks for attention; where one begins stands in the model. */
public enum RiskLevel {
    LOW,
    ELEVATED,
    HIGH
}
