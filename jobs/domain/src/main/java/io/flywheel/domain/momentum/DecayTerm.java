package io.flywheel.domain.momentum;

/**
 * One decaying amount of a customer, from which anybody can compute its value at a later time.
 *
 * <p><b>Units:</b> {@code amount} is the decayed amount at the reading's {@code asOf}; value(t) = amount x 2^-((t - asOf) / halfLife).
 * {@code saturationPerDay} is the K of the saturation in points per day, 0 if the term does not saturate. {@code name} is
 * {@code push.CLASS}, {@code friction.CLASS}, {@code fast}, {@code slow}, {@code revenue} (in typical customers' revenues),
 * {@code referral} or {@code promoter} (last NPS answer minus one half).
 *
 * <p><b>Source:</b> docs/reference/signals.md, "Decay".
 */
public record DecayTerm(String name, double amount, long halfLifeMillis, double saturationPerDay) {}
