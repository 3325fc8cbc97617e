package io.flywheel.domain.friction.watch;

import io.flywheel.domain.friction.clicks.ClickSettings;
import io.flywheel.domain.friction.deals.DealSettings;
import io.flywheel.domain.friction.service.ServiceSettings;

/**
 * From when on what a customer goes through counts as friction: the thresholds of all detectors.
 *
 * <p><b>Source:</b> docs/reference/friction-clicks.md, friction-deals.md and friction-service.md.
 */
public record DetectorSettings(ClickSettings clicks, ServiceSettings service, DealSettings deals) {

    /** The thresholds of the references. */
    public static final DetectorSettings DEFAULT =
            new DetectorSettings(ClickSettings.DEFAULT, ServiceSettings.DEFAULT, DealSettings.DEFAULT);
}
