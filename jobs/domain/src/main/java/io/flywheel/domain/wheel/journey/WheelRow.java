package io.flywheel.domain.wheel.journey;

import org.jspecify.annotations.Nullable;

/**
 * Where one customer stands on the wheel, and when it did each thing for the first time: a row of {@code customer_wheel} without its key.
 *
 * <p><b>Units:</b> event time in epoch milliseconds, UTC days since the epoch, cycles in days; null for what has not happened.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "Stages", "Revolutions" and "First times".
 */
public record WheelRow(
        Stage stage,
        @Nullable Long stageSinceMillis,
        boolean dormant,
        @Nullable Integer firstActiveDay,
        @Nullable Integer lastActiveDay,
        int activeDays28d,
        long valueEvents,
        @Nullable Long firstValueAtMillis,
        @Nullable Long secondValueAtMillis,
        @Nullable Long lastValueAtMillis,
        @Nullable Double cycleDaysEwma,
        @Nullable Long leadAtMillis,
        @Nullable Long mqlAtMillis,
        @Nullable Long sqlAtMillis,
        @Nullable Long opportunityAtMillis,
        @Nullable Long wonAtMillis,
        @Nullable Long inquiryAtMillis,
        @Nullable Long answeredAtMillis,
        @Nullable Long salesTouchAtMillis,
        @Nullable Long serviceTouchAtMillis) {}
