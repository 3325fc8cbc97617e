package io.flywheel.pipeline.rehearsal;

import io.flywheel.domain.risk.PurchaseModel;
import io.flywheel.domain.risk.RiskFactor;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.domain.risk.VisitModel;
import java.util.Arrays;

/** A model that weighs every factor, and under which silence raises the level within days. */
public final class SmallRiskModel {

    private SmallRiskModel() {}

    /** Builds the model; fits where a {@code RiskModelSource} is wanted. */
    public static RiskModel load() {
        return new RiskModel(
                "small",
                "nothing",
                -0.5,
                0.5,
                2,
                7,
                3,
                new VisitModel(2, 2, 1, 0.5),
                new PurchaseModel(0.243, 4.414, 0.793, 2.426),
                0.5,
                0.7,
                Arrays.stream(RiskFactor.values())
                        .map(factor -> new RiskModel.Weight(
                                factor, factor.direction() == RiskFactor.Direction.LOWERS ? -0.2 : 0.2, 1))
                        .toList());
    }
}
