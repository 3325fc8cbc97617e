package io.flywheel.domain.customer;

import io.flywheel.domain.control.InForce;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.signal.SignalCatalogue;

/**
 * What decides how an activity changes a customer: what it means by itself, and what it means together with others, each as in force when it happened.
 *
 * @param catalogues gives an activity its meaning and weight
 * @param catalogue the latest of these, which knows every signal of the others and reads what was kept
 * @param detectors from when on what happens together is friction
 */
public record CustomerRules(
        InForce<SignalCatalogue> catalogues, SignalCatalogue catalogue, InForce<DetectorSettings> detectors) {

    /** The same for all time. */
    public CustomerRules(SignalCatalogue catalogue, DetectorSettings detectors) {
        this(catalogue, catalogue, detectors);
    }
}
