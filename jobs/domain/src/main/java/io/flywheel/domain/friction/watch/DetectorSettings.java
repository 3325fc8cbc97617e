package io.flywheel.domain.friction.watch;

import io.flywheel.domain.control.InForce;
import io.flywheel.domain.friction.clicks.ClickSettings;
import io.flywheel.domain.friction.deals.DealSettings;
import io.flywheel.domain.friction.service.ServiceSettings;
import java.util.HashSet;
import java.util.Set;

/**
 * From when on what a customer goes through counts as friction: the thresholds of all detectors.
 *
 * <p><b>Source:</b> docs/reference/friction-clicks.md, friction-deals.md and friction-service.md.
 */
public record DetectorSettings(ClickSettings clicks, ServiceSettings service, DealSettings deals)
        implements InForce<DetectorSettings> {

    /** The thresholds of the references. */
    public static final DetectorSettings DEFAULT =
            new DetectorSettings(ClickSettings.DEFAULT, ServiceSettings.DEFAULT, DealSettings.DEFAULT);

    /** The attributes that intake has to keep: those of the signal catalogue, and beside them those that a detector looks at. */
    public Set<String> attributesBeside(Set<String> ofCatalogue) {
        Set<String> attributes = new HashSet<>(ofCatalogue);
        attributes.add(clicks.resultsAttribute());
        return attributes;
    }

    /** Alone, they are in force for all time. */
    @Override
    public DetectorSettings at(long momentMillis) {
        return this;
    }
}
