package io.flywheel.pipeline.rehearsal;

import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.pipeline.customer.MomentumRules;
import io.flywheel.pipeline.customer.NothingDecided;

/** The small catalogue, the small model of risk and the usual thresholds, as operators load them. */
public final class SmallMomentumRules {

    public static final MomentumRules MOMENTUM = new MomentumRules(
            SmallCatalogue::load, () -> DetectorSettings.DEFAULT, SmallRiskModel::load, new NothingDecided());

    private SmallMomentumRules() {}
}
