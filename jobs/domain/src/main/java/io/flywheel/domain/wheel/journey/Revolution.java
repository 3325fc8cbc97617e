package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.activity.Activity;
import org.jspecify.annotations.Nullable;

/**
 * One turn of the wheel: from one value event of a customer to the next.
 *
 * <p><b>Shape:</b> the first has number 1; currency is null if the event states none.
 *
 * <p><b>Units:</b> event time in epoch milliseconds; days with fractions; minor units of the currency, {@link Activity#ABSENT} if the event states none.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "Revolutions".
 */
public record Revolution(
        long n,
        long startedAtMillis,
        long endedAtMillis,
        double cycleDays,
        long valueAmountMinor,
        @Nullable String currency,
        String valueEventId) {}
