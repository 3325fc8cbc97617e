package io.flywheel.domain.wheel.journey;

import java.util.List;

/**
 * What the tables say of one customer.
 *
 * <p><b>Shape:</b> all transitions ever, in order; of revolutions those that end on a day that can still change, of deals those with a record on one. The others stand as read before,
 * if every fold is read before the next settling.
 */
public record JourneyReading(
        WheelRow wheel, List<StageTransition> transitions, List<Revolution> revolutions, List<DealRow> deals) {}
