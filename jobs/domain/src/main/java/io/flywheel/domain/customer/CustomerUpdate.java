package io.flywheel.domain.customer;

import io.flywheel.domain.momentum.Contribution;
import io.flywheel.domain.momentum.MomentumReading;
import java.util.List;

/** All that the tables say of one customer, as of one moment; a later update of the same customer replaces it whole. */
public record CustomerUpdate(
        CustomerProfile profile,
        MomentumReading momentum,
        List<Contribution> contributions,
        List<RevenueTotal> revenue) {}
