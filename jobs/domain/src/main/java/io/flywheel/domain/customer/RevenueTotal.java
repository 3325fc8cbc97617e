package io.flywheel.domain.customer;

/**
 * What a customer has paid in one currency.
 *
 * <p><b>Units:</b> amounts in minor units, sums over all accepted events; {@code valueEvents} counts won deals, completed orders and renewals that
 * stated an amount in this currency.
 */
public record RevenueTotal(String currency, long wonMinor, long refundedMinor, long valueEvents) {}
