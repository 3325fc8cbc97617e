package io.flywheel.pipeline;

import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.spike.SpotReading;
import io.flywheel.pipeline.relay.HeldForm;
import io.flywheel.pipeline.wheel.CellRow;

/** The topics that an alert job reads, and how what waits for its time is kept. */
public record AlertFeeds(
        RelayFeed<CustomerUpdate> customers,
        RelayFeed<CellRow> windows,
        RelayFeed<SpotReading> hotspots,
        HeldForm<CustomerUpdate> heldCustomers,
        HeldForm<CellRow> heldWindows) {}
