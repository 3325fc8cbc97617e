package io.flywheel.domain.wheel.window;

/**
 * The numbers of a customer at the midnight that begins a day, from what happened before it.
 *
 * <p><b>Units:</b> mass 1 to 5, velocity and friction in points per day (friction with that of standing conditions), index 0 to 100; {@code slaMissedOpen} tells
 * whether a missed service level stood open.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "Windows"; docs/reference/signals.md, "Momentum".
 */
public record DayReading(double mass, double velocity, double friction, double index, boolean slaMissedOpen) {}
