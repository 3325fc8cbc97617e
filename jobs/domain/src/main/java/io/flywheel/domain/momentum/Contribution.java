package io.flywheel.domain.momentum;

import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import java.util.List;

/**
 * How much one kind of signal adds to or takes from a customer's momentum, with the events behind it.
 *
 * <p><b>Units:</b> {@code pointsPerDay} is the exact share of mass x velocity (pushes) or of friction (friction): pushes minus friction add up to the
 * momentum. {@code ratePerDay} is the share of the velocity itself (pushes) or of friction. {@code share} is 0 to 1 within its side.
 * {@code count28d} counts the signals of the 28 UTC days that end with the day of the reading. {@code eventIds} are the at most three events with the greatest decayed
 * weight, heaviest first.
 *
 * <p><b>Source:</b> docs/reference/signals.md, "Contributions".
 */
public record Contribution(
        Side side,
        String signalType,
        Phase phase,
        Department department,
        double pointsPerDay,
        double ratePerDay,
        double share,
        long count28d,
        long lastAtMillis,
        List<String> eventIds) {}
