package io.flywheel.local.evaluation;

import io.flywheel.domain.risk.ChurnRisk;
import io.flywheel.domain.risk.RiskFacts;
import io.flywheel.scenarios.recorded.Snapshot;

/**
 * A customer at a moment, scored with what was known then.
 *
 * <p><b>Units:</b> counts are of the customer's own activities, of value events and of friction signals with weight; {@code index} 0 to 100.
 */
@SuppressWarnings("ArrayRecordComponent") // made and read within one evaluation, never compared
record ScoredRow(
        Snapshot snapshot,
        RiskFacts facts,
        double[] factors,
        ChurnRisk risk,
        double index,
        int own7d,
        long ownEver,
        long valueEvents,
        int friction7d) {}
