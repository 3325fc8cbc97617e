package io.flywheel.domain.customer;

import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.signal.SignalCatalogue;

/** What decides how an activity changes a customer: what it means by itself, and what it means together with others. */
public record CustomerRules(SignalCatalogue catalogue, DetectorSettings detectors) {}
