package io.flywheel.local.oracle;

import io.flywheel.domain.signal.HalfLifeClass;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.StandingRule;
import io.flywheel.local.oracle.CustomerBook.Hit;
import io.flywheel.local.oracle.CustomerBook.Money;
import io.flywheel.local.oracle.CustomerBook.Period;
import io.flywheel.local.oracle.CustomerBook.Referral;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Mass, momentum index and open conditions of a customer at the midnight that begins a day, from what had happened before it; each a sum over the whole list of events.
 *
 * <p><b>Source:</b> docs/reference/signals.md, as of a midnight: what happens at the very moment belongs to the day that begins.
 */
final class MidnightNumbers {

    /** Missed service levels, as stated and as found. */
    private static final Set<String> BREACHES = Set.of(
            "support.sla_missed",
            "support.first_response_missed",
            "support.next_response_missed",
            "support.resolution_missed");

    private final SignalCatalogue catalogue;
    private final WheelCustomer customer;
    private final List<Period> periods;
    private final Map<Long, Midnight> midnights = new HashMap<>();

    /**
     * The customer at one midnight.
     *
     * <p><b>Units:</b> mass in thousandths and index in half points, as windows count them, and the index as it is.
     */
    record Midnight(long massThousandths, int indexHalves, double index) {}

    MidnightNumbers(SignalCatalogue catalogue, WheelCustomer customer) {
        this.catalogue = catalogue;
        this.customer = customer;
        this.periods = customer.book.periods(catalogue);
    }

    Midnight before(long day) {
        return midnights.computeIfAbsent(day, one -> measure(one * WheelActivity.DAY));
    }

    /** Whether a missed service level stands open at the midnight before a day. */
    boolean hasBreach(long day) {
        return periods.stream()
                .anyMatch(period -> BREACHES.contains(period.rule().on().qualifiedName())
                        && isOpen(period, standing(period), day * WheelActivity.DAY));
    }

    private Midnight measure(long midnight) {
        double mass = mass(midnight).total();
        double velocity = 0;
        double friction = 0;
        for (HalfLifeClass halfLife : catalogue.classes()) {
            velocity += Numbers.saturated(rate(midnight, halfLife, Side.PUSH), halfLife.saturationPerDay());
            friction += rate(midnight, halfLife, Side.FRICTION);
        }
        for (Period period : periods) {
            StandingRule standing = standing(period);
            if (isOpen(period, standing, midnight)) {
                double age = midnight - period.from();
                friction += standing.basePerDay() * Math.min(1 + age / standing.referenceMillis(), standing.cap());
            }
        }
        double index = Numbers.index(mass * velocity, friction);
        return new Midnight(halfUp(mass * 1000), (int) halfUp(index * 2), index);
    }

    /** What lies within rounding noise of a half counts as the half, and goes up. */
    private static long halfUp(double number) {
        return (long) Math.floor(number + 0.5 + 1e-9);
    }

    private double rate(long midnight, HalfLifeClass halfLife, Side side) {
        double points = 0;
        for (Hit hit : customer.book.hits) {
            if (hit.at() < midnight
                    && hit.rule().side() == side
                    && hit.rule().halfLife().equals(halfLife)) {
                points += hit.points() * Numbers.left(midnight - hit.at(), halfLife.halfLifeMillis());
            }
        }
        return Numbers.rate(points, halfLife.halfLifeMillis());
    }

    private Numbers.Mass mass(long midnight) {
        double revenue = 0;
        for (Money money : customer.book.money) {
            if (money.at() < midnight) {
                revenue += money.minor()
                        * Numbers.left(midnight - money.at(), Numbers.days(180))
                        / catalogue.typicalRevenueMinor(money.currency());
            }
        }
        double referrals = 0;
        for (Referral referral : customer.book.referrals) {
            if (referral.at() < midnight) {
                referrals += referral.count() * Numbers.left(midnight - referral.at(), Numbers.days(180));
            }
        }
        revenue = Math.max(0, revenue);
        long valueEvents = customer.activities().stream()
                .filter(activity -> activity.isValue() && activity.at() < midnight)
                .count();
        double repeats = Math.max(0, valueEvents - 1);
        return new Numbers.Mass(
                revenue / (revenue + 1),
                repeats / (repeats + 3),
                0.5 * (0.5 + promoter(midnight)) + 0.5 * (referrals / (referrals + 1)),
                0.2);
    }

    private double promoter(long midnight) {
        WheelActivity last = null;
        for (WheelActivity activity : customer.activities()) {
            if (activity.at() < midnight
                    && activity.is("support.nps_rated")
                    && activity.event().real("score") != null
                    && (last == null || activity.at() > last.at() || identity(activity) > identity(last))) {
                last = activity;
            }
        }
        Double score = last == null ? null : last.event().real("score");
        if (last == null || score == null) {
            return 0;
        }
        double answer = score >= 9 ? 1 : score >= 7 ? 0.5 : 0;
        return (answer - 0.5) * Numbers.left(midnight - last.at(), Numbers.days(90));
    }

    private static long identity(WheelActivity activity) {
        return CustomerBook.identity(activity.source(), activity.eventId());
    }

    /** What opens or closes at midnight itself has not happened yet; what ends of age at midnight has ended. */
    private static boolean isOpen(Period period, StandingRule standing, long midnight) {
        return period.from() < midnight
                && midnight <= period.to()
                && midnight < period.from() + standing.maxAgeMillis();
    }

    private static StandingRule standing(Period period) {
        StandingRule standing = period.rule().standing();
        if (standing == null) {
            throw new IllegalStateException(
                    "no standing friction: " + period.rule().name());
        }
        return standing;
    }
}
