package io.flywheel.pipeline.control;

import io.flywheel.domain.control.ControlJudgement;

/** What came, and what became of it. */
public record ControlOutcome(ControlArrival arrival, ControlJudgement judgement) {}
