package io.flywheel.domain.risk;

import java.util.Arrays;
import java.util.List;

/** A model that weighs every factor, to test with. */
public final class SmallRiskModel {

    public static final RiskModel MODEL = new RiskModel(
            "test",
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
            weights());

    private SmallRiskModel() {}

    private static List<RiskModel.Weight> weights() {
        return Arrays.stream(RiskFactor.values())
                .map(factor ->
                        new RiskModel.Weight(factor, factor.direction() == RiskFactor.Direction.LOWERS ? -0.2 : 0.2, 1))
                .toList();
    }
}
