package io.flywheel.domain.momentum;

import java.time.Duration;

/**
 * Half-lives that the definitions fix, beside those of the catalogue's classes.
 *
 * <p><b>Units:</b> milliseconds.
 *
 * <p><b>Source:</b> docs/reference/signals.md, "Decay".
 */
public final class HalfLives {

    /** Velocity that reacts within days. */
    public static final long FAST = Duration.ofDays(3).toMillis();

    /** Velocity that the fast one is compared with. */
    public static final long SLOW = Duration.ofDays(21).toMillis();

    /** Stored momentum. */
    public static final long STORED = Duration.ofDays(90).toMillis();

    /** Push weight that decides the phase of a customer. */
    public static final long PHASE = Duration.ofDays(14).toMillis();

    /** Revenue in the value part of mass. */
    public static final long REVENUE = Duration.ofDays(180).toMillis();

    /** Converted referrals in the advocacy part of mass. */
    public static final long REFERRAL = Duration.ofDays(180).toMillis();

    /** The customer's own activities, and the friction that is compared with them. */
    public static final long EXPOSURE = Duration.ofDays(14).toMillis();

    /** Pushes that still carry a customer. */
    public static final long RECENT_PUSHES = Duration.ofDays(45).toMillis();

    /** Memory of the last recommendation score. */
    public static final long PROMOTER = Duration.ofDays(90).toMillis();

    /** Milliseconds of a day. */
    public static final double DAY = Duration.ofDays(1).toMillis();

    private static final double LN_2 = Math.log(2);

    private HalfLives() {}

    /** What is left of an amount after a time. */
    public static double left(double amount, long elapsedMillis, long halfLifeMillis) {
        // nothing and no time are the common cases, and a power is dear
        return amount == 0 || elapsedMillis == 0
                ? amount
                : amount * Math.pow(2, -(double) elapsedMillis / halfLifeMillis);
    }

    /** The rate of a steady stream whose decayed sum is this amount, per day. */
    public static double ratePerDay(double amount, long halfLifeMillis) {
        return amount * LN_2 * DAY / halfLifeMillis;
    }

    /** Decay constant of a half-life, per day. */
    static double perDay(long halfLifeMillis) {
        return LN_2 * DAY / halfLifeMillis;
    }
}
