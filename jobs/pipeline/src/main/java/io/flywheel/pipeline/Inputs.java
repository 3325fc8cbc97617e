package io.flywheel.pipeline;

/** The three streams that a momentum job reads. */
public record Inputs(Feed clickstream, Feed deals, Feed support) {}
