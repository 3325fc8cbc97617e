package io.flywheel.domain.customer;

import io.flywheel.domain.momentum.Contribution;
import io.flywheel.domain.momentum.MomentumReading;
import io.flywheel.domain.risk.ChurnOutlook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the tables say of one customer; a later update of the same customer replaces it whole.
 *
 * <p><b>Shape:</b> momentum and churn are each as of the last activity, or of their own last change since then that the watermark has passed.
 */
public record CustomerUpdate(
        CustomerProfile profile,
        MomentumReading momentum,
        ChurnOutlook churn,
        List<Contribution> contributions,
        List<RevenueTotal> revenue) {

    /** When silence alone changes the band or the level of risk, whichever comes first, in epoch milliseconds of event time; null for never. */
    public @Nullable Long nextChangeAtMillis() {
        Long band = momentum.nextCrossingAtMillis();
        Long level = churn.nextCrossingAtMillis();
        if (band == null || level == null) {
            return band == null ? level : band;
        }
        return Math.min(band, level);
    }
}
