package io.flywheel.domain.momentum;

/**
 * How heavy a customer is: value, loyalty, advocacy and breadth.
 *
 * <p><b>Units:</b> parts 0 to 1, total 1 to 5.
 *
 * <p><b>Source:</b> docs/reference/signals.md, "Mass".
 */
public record Mass(double value, double loyalty, double advocacy, double breadth) {

    /** Breadth of a customer whose account is not counted: one contact. */
    public static final double SINGLE_CONTACT = 0.2;

    /**
     * Weighs a customer.
     *
     * <p><b>Units:</b> {@code revenue} is decayed revenue in typical customers' revenues, {@code repeats} repeat purchases, {@code promoter} the
     * decayed distance of the last recommendation from one half (-0.5 to 0.5), {@code referrals} decayed converted referrals.
     */
    public static Mass of(double revenue, long repeats, double promoter, double referrals) {
        double kept = Math.max(0, revenue);
        double value = kept / (kept + 1);
        double loyalty = (double) repeats / (repeats + 3);
        double advocacy = 0.5 * (0.5 + promoter) + 0.5 * referrals / (referrals + 1);
        return new Mass(value, loyalty, advocacy, SINGLE_CONTACT);
    }

    public double total() {
        return 1 + 4 * (0.35 * value + 0.25 * loyalty + 0.25 * advocacy + 0.15 * breadth);
    }
}
