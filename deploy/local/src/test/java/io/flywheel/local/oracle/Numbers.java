package io.flywheel.local.oracle;

import io.flywheel.domain.signal.HalfLifeClass;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.StandingRule;
import io.flywheel.local.oracle.CustomerBook.Hit;
import io.flywheel.local.oracle.CustomerBook.Money;
import io.flywheel.local.oracle.CustomerBook.Period;
import io.flywheel.local.oracle.CustomerBook.Referral;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The formulas of docs/reference/signals.md, each written down once more and each a sum over the whole list of events.
 *
 * <p><b>Units:</b> rates in points per day, times in epoch milliseconds.
 */
final class Numbers {

    private static final double LN_2 = Math.log(2);
    private static final double DAY = Duration.ofDays(1).toMillis();

    private final SignalCatalogue catalogue;
    private final CustomerBook book;
    private final List<Period> periods;
    private final Map<String, List<Hit>> byClass;

    Numbers(SignalCatalogue catalogue, CustomerBook book) {
        this.catalogue = catalogue;
        this.book = book;
        this.periods = book.periods(catalogue);
        this.byClass = book.hits.stream()
                .collect(Collectors.groupingBy(
                        hit -> bucket(hit.rule().halfLife(), hit.rule().side())));
    }

    /** The four parts of mass. */
    record Mass(double value, double loyalty, double advocacy, double breadth) {

        double total() {
            return 1 + 4 * (0.35 * value + 0.25 * loyalty + 0.25 * advocacy + 0.15 * breadth);
        }
    }

    static long days(int days) {
        return Duration.ofDays(days).toMillis();
    }

    /** What is left of one after a time. */
    static double left(long elapsed, long halfLife) {
        return Math.exp(-LN_2 * elapsed / halfLife);
    }

    static double rate(double points, long halfLife) {
        return points * LN_2 / (halfLife / DAY);
    }

    static double index(double force, double friction) {
        return 100 * (force + 0.5) / (force + friction + 1);
    }

    /** Decayed points of some hits. */
    double points(Predicate<Hit> which, long halfLife, long at) {
        return points(book.hits, which, halfLife, at);
    }

    double points(HalfLifeClass halfLife, Side side, long at) {
        return points(of(halfLife, side), hit -> true, halfLife.halfLifeMillis(), at);
    }

    private static double points(List<Hit> hits, Predicate<Hit> which, long halfLife, long at) {
        double points = 0;
        for (Hit hit : hits) {
            if (hit.thousandths() != 0 && which.test(hit)) {
                points += hit.points() * left(at - hit.at(), halfLife);
            }
        }
        return points;
    }

    private List<Hit> of(HalfLifeClass halfLife, Side side) {
        return byClass.getOrDefault(bucket(halfLife, side), List.of());
    }

    private static String bucket(HalfLifeClass halfLife, Side side) {
        return side + " " + halfLife.name();
    }

    double classRate(HalfLifeClass halfLife, Side side, long at) {
        return rate(points(halfLife, side, at), halfLife.halfLifeMillis());
    }

    static double saturated(double rate, double saturation) {
        return saturation == 0 ? rate : -saturation * Math.expm1(-rate / saturation);
    }

    double velocity(long at) {
        double velocity = 0;
        for (HalfLifeClass halfLife : catalogue.classes()) {
            velocity += saturated(classRate(halfLife, Side.PUSH, at), halfLife.saturationPerDay());
        }
        return velocity;
    }

    /** Rate of all pushes with one half-life, for the trend. */
    double pace(int days, long at) {
        return rate(points(hit -> hit.rule().side() == Side.PUSH, days(days), at), days(days));
    }

    double frictionImpulse(long at) {
        double friction = 0;
        for (HalfLifeClass halfLife : catalogue.classes()) {
            friction += classRate(halfLife, Side.FRICTION, at);
        }
        return friction;
    }

    double frictionStanding(long at) {
        double friction = 0;
        for (Period period : periods) {
            friction += standingRate(period, at);
        }
        return friction;
    }

    static double standingRate(Period period, long at) {
        StandingRule standing = standing(period);
        return period.from() <= at && at < period.to() ? rateAtAge(standing, at - period.from()) : 0;
    }

    private static double rateAtAge(StandingRule standing, double age) {
        return standing.basePerDay() * Math.min(1 + age / standing.referenceMillis(), standing.cap());
    }

    private static StandingRule standing(Period period) {
        StandingRule standing = period.rule().standing();
        if (standing == null) {
            throw new IllegalStateException(
                    "no standing friction: " + period.rule().name());
        }
        return standing;
    }

    /** Decayed revenue in typical customers' revenues. */
    double revenue(long at) {
        double revenue = 0;
        for (Money money : book.money) {
            revenue += (double) money.minor()
                    * left(at - money.at(), days(180))
                    / catalogue.typicalRevenueMinor(money.currency());
        }
        return revenue;
    }

    double referrals(long at) {
        double referrals = 0;
        for (Referral referral : book.referrals) {
            referrals += referral.count() * left(at - referral.at(), days(180));
        }
        return referrals;
    }

    Mass mass(long at) {
        double revenue = Math.max(0, revenue(at));
        double repeats = Math.max(0, book.valueEvents - 1);
        double referrals = referrals(at);
        return new Mass(
                revenue / (revenue + 1),
                repeats / (repeats + 3),
                0.5 * (0.5 + book.promoter(at)) + 0.5 * (referrals / (referrals + 1)),
                0.2);
    }

    double index(long at) {
        return index(mass(at).total() * velocity(at), frictionImpulse(at) + frictionStanding(at));
    }

    /** The index at a midnight from what happened before it, with the mass of the last activity. */
    double indexAtMidnight(long midnight) {
        double velocity = 0;
        double friction = frictionStanding(midnight);
        for (HalfLifeClass halfLife : catalogue.classes()) {
            velocity += saturated(rateBefore(midnight, halfLife, Side.PUSH), halfLife.saturationPerDay());
            friction += rateBefore(midnight, halfLife, Side.FRICTION);
        }
        return index(mass(book.lastSeen).total() * velocity, friction);
    }

    private double rateBefore(long midnight, HalfLifeClass halfLife, Side side) {
        double points = points(of(halfLife, side), hit -> hit.at() < midnight, halfLife.halfLifeMillis(), midnight);
        return points < 1e-9 ? 0 : rate(points, halfLife.halfLifeMillis());
    }

    /** Cumulative momentum: integrals of standing friction by Simpson's rule. */
    double stored(long at) {
        double stored = mass(at).total() * points(hit -> hit.rule().side() == Side.PUSH, days(90), at)
                - points(hit -> hit.rule().side() == Side.FRICTION, days(90), at);
        for (Period period : periods) {
            StandingRule standing = standing(period);
            double end = Math.min(at, period.to());
            double knee = Math.min(end, period.from() + (standing.cap() - 1) * standing.referenceMillis());
            stored -= taken(period, period.from(), knee, at) + taken(period, knee, end, at);
        }
        return stored;
    }

    private static double taken(Period period, double from, double to, long at) {
        if (to <= from) {
            return 0;
        }
        int steps = 400;
        double width = (to - from) / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double moment = from + i * width;
            double faded =
                    rateAtAge(standing(period), moment - period.from()) * Math.exp(-LN_2 * (at - moment) / days(90));
            sum += faded * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2);
        }
        return sum * width / 3 / DAY;
    }

    /** Conditions that are open at a moment. */
    List<Period> open(long at) {
        return periods.stream()
                .filter(period -> period.isLastOpen() && period.to() > at)
                .toList();
    }

    /** When to look for a change of band: after 1, 2, 4, ... hours, and at the knees of what is open at the last activity. */
    Set<Long> looks(long from) {
        Set<Long> looks = new TreeSet<>();
        for (int hours = 1; hours <= 16_384; hours *= 2) {
            looks.add(from + Duration.ofHours(hours).toMillis());
        }
        for (Period period : open(book.lastSeen)) {
            StandingRule standing = standing(period);
            looks.add(period.from() + (long) ((standing.cap() - 1) * standing.referenceMillis()));
            looks.add(period.to());
        }
        looks.removeIf(look -> look <= from);
        return looks;
    }
}
