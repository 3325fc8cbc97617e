package io.flywheel.domain.customer;

import io.flywheel.domain.control.InForce;
import io.flywheel.domain.momentum.Band;
import io.flywheel.domain.momentum.Bands;
import io.flywheel.domain.momentum.Contribution;
import io.flywheel.domain.momentum.DecayTerm;
import io.flywheel.domain.momentum.DecayedSum;
import io.flywheel.domain.momentum.HalfLives;
import io.flywheel.domain.momentum.Mass;
import io.flywheel.domain.momentum.MomentumReading;
import io.flywheel.domain.momentum.NextCrossing;
import io.flywheel.domain.momentum.Standing;
import io.flywheel.domain.momentum.StandingTerm;
import io.flywheel.domain.momentum.Trajectory;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.domain.signal.HalfLifeClass;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the numbers of a customer off their state.
 *
 * <p>A reading is made as of the last activity, or of the last change of band since then that the watermark has passed: a function of the set of events and the watermark, whatever
 * the order they came in.
 *
 * <p><b>Shape:</b> state and watermark in, one update out; changes nothing.
 *
 * <p><b>Source:</b> docs/reference/signals.md, "Momentum".
 */
public final class CustomerMeter {

    /** Amounts that differ by less than this part are a tie, so that a phase does not hang on a rounding. */
    private static final double TIE = 1e-9;

    private static final double LEAST_SLOW = 0.1;
    private static final double TREND_LEAST = -1;
    private static final double TREND_MOST = 3;

    private final InForce<SignalCatalogue> catalogues;
    private final SignalCatalogue catalogue;
    private final RiskMeter risk;
    private final String[] pushTerms;
    private final String[] frictionTerms;

    public CustomerMeter(SignalCatalogue catalogue, InForce<RiskModel> models) {
        this(catalogue, catalogue, models);
    }

    /** With the latest catalogue, which reads what was kept, and all that were in force, which say by what the latest activity was weighed. */
    public CustomerMeter(InForce<SignalCatalogue> catalogues, SignalCatalogue catalogue, InForce<RiskModel> models) {
        this.catalogues = catalogues;
        this.catalogue = catalogue;
        this.risk = new RiskMeter(catalogue, models);
        this.pushTerms = terms(catalogue, "push.");
        this.frictionTerms = terms(catalogue, "friction.");
    }

    private static String[] terms(SignalCatalogue catalogue, String side) {
        return catalogue.classes().stream().map(its -> side + its.name()).toArray(String[]::new);
    }

    public CustomerUpdate measure(String customerId, CustomerState state, long watermarkMillis) {
        double[] amounts = amounts(state);
        Trajectory trajectory = trajectory(state, amounts);
        BandMemory memory = new BandMemory(state, catalogue, trajectory);
        Band before = memory.bandAtMidnight();
        Band band = memory.bandNow(before);
        long asOf = state.latestAtMillis;
        long next = NextCrossing.after(trajectory, band, asOf);
        while (next != NextCrossing.NEVER && next <= watermarkMillis) {
            asOf = next;
            before = band;
            band = Bands.next(band, trajectory.index(asOf));
            next = NextCrossing.after(trajectory, band, asOf);
        }
        return new CustomerUpdate(
                profile(customerId, state),
                reading(state, trajectory, asOf, band, before, next),
                risk.measure(state, watermarkMillis),
                contributions(state, amounts, trajectory, asOf),
                totals(state));
    }

    /** The index at a moment that is not before the last activity; 50 for a customer without any. */
    public double indexAt(CustomerState state, long asOfMillis) {
        return state.isEmpty()
                ? Trajectory.index(0, 0)
                : trajectory(state, amounts(state)).index(asOfMillis);
    }

    private static List<RevenueTotal> totals(CustomerState state) {
        List<RevenueTotal> totals = new ArrayList<>(state.revenue.size());
        for (RevenueEntry entry : state.revenue) {
            totals.add(entry.total());
        }
        return totals;
    }

    private static CustomerProfile profile(String customerId, CustomerState state) {
        return new CustomerProfile(
                customerId,
                state.account.text(),
                state.segment.text(),
                state.plan.text(),
                state.region.text(),
                phase(state),
                state.firstSeenAtMillis,
                state.lastSeenAtMillis,
                state.activities);
    }

    /** The phase with the most decayed push weight, ties to the later one; a customer without pushes is still to be attracted. */
    private static Phase phase(CustomerState state) {
        Phase most = Phase.ATTRACT;
        double greatest = 0;
        for (Phase phase : Phase.values()) {
            double amount = state.phases[phase.ordinal()].value(state.latestAtMillis, HalfLives.PHASE);
            if (amount > 0 && amount >= greatest * (1 - TIE)) {
                most = phase;
            }
            greatest = Math.max(greatest, amount);
        }
        return most;
    }

    /** What is left of each signal at the last activity, in the order of the entries. */
    private double[] amounts(CustomerState state) {
        double[] amounts = new double[state.entries.size()];
        for (int i = 0; i < amounts.length; i++) {
            SignalEntry entry = state.entries.get(i);
            HalfLifeClass halfLife = catalogue.rule(entry.id).halfLife();
            amounts[i] = entry.sum.value(state.latestAtMillis, halfLife.halfLifeMillis());
        }
        return amounts;
    }

    private Trajectory trajectory(CustomerState state, double[] amounts) {
        List<HalfLifeClass> classes = catalogue.classes();
        double[] pushes = new double[classes.size()];
        double[] frictions = new double[classes.size()];
        long base = state.latestAtMillis;
        for (int i = 0; i < amounts.length; i++) {
            SignalEntry entry = state.entries.get(i);
            SignalRule rule = catalogue.rule(entry.id);
            entry.requireClass(catalogue.classIndexOf(rule), rule);
            double[] side = rule.side() == Side.PUSH ? pushes : frictions;
            side[entry.classIndex] += amounts[i];
        }
        double revenue = 0;
        for (RevenueEntry entry : state.revenue) {
            revenue += entry.kept.value(base, HalfLives.REVENUE) / catalogue.typicalRevenueMinor(entry.currency);
        }
        List<StandingTerm> open = new ArrayList<>(0);
        for (StandingItem item : state.standing) {
            StandingTerm term = item.openTerm(catalogue.rule(item.ruleId));
            if (term != null && term.endsAtMillis() > base) {
                open.add(term);
            }
        }
        return new Trajectory(
                base,
                classes,
                pushes,
                frictions,
                revenue,
                Math.max(0, state.valueEvents - 1),
                promoter(state),
                state.referrals.value(base, HalfLives.REFERRAL),
                open);
    }

    private static List<StandingTerm> open(Trajectory trajectory, long asOf) {
        List<StandingTerm> open = new ArrayList<>(trajectory.standing().size());
        for (StandingTerm term : trajectory.standing()) {
            if (term.endsAtMillis() > asOf) {
                open.add(term);
            }
        }
        return open;
    }

    private static double promoter(CustomerState state) {
        String answer = state.recommendation.text();
        if (answer == null) {
            return 0;
        }
        long elapsed = state.latestAtMillis - state.recommendation.atMillis();
        return HalfLives.left(Recommendation.valueOf(answer).distance(), elapsed, HalfLives.PROMOTER);
    }

    private MomentumReading reading(
            CustomerState state, Trajectory trajectory, long asOf, Band band, Band before, long next) {
        Mass mass = trajectory.mass(asOf);
        double velocity = trajectory.velocity(asOf);
        double impulse = trajectory.frictionImpulse(asOf);
        double standing = trajectory.frictionStanding(asOf);
        double fast = HalfLives.ratePerDay(state.fast.value(asOf, HalfLives.FAST), HalfLives.FAST);
        double slow = HalfLives.ratePerDay(state.slow.value(asOf, HalfLives.SLOW), HalfLives.SLOW);
        double force = mass.total() * velocity;
        return new MomentumReading(
                asOf,
                mass.total(),
                mass.value(),
                mass.loyalty(),
                mass.advocacy(),
                mass.breadth(),
                velocity,
                fast,
                slow,
                trend(fast, slow),
                impulse,
                standing,
                force - (impulse + standing),
                Trajectory.index(force, impulse + standing),
                band,
                before,
                stored(state, mass, asOf),
                state.pushesThousandths,
                state.frictionThousandths,
                state.valueEvents,
                next == NextCrossing.NEVER ? null : next,
                decay(state, trajectory, asOf),
                open(trajectory, asOf),
                catalogues.at(state.latestAtMillis).version());
    }

    /** Velocity of days against that of weeks, both in points a day. */
    static double trend(double fast, double slow) {
        double trend = (fast - slow) / Math.max(slow, LEAST_SLOW);
        return Math.max(TREND_LEAST, Math.min(TREND_MOST, trend));
    }

    /** Cumulative momentum: what pushes gave, times mass, less what friction took, all fading with a half-life of 90 days. */
    private double stored(CustomerState state, Mass mass, long asOf) {
        DecayedSum taken = state.storedFriction;
        double takenByOpen = 0;
        if (!state.standing.isEmpty()) {
            taken = taken.copy();
            for (StandingItem item : state.standing) {
                for (StandingTerm term : item.terms(catalogue.rule(item.ruleId))) {
                    if (term.endsAtMillis() <= asOf) {
                        CustomerState.addTaken(taken, term);
                    } else {
                        takenByOpen += Standing.pointsTaken(term, asOf);
                    }
                }
            }
        }
        return mass.total() * state.storedPushes.value(asOf, HalfLives.STORED)
                - taken.value(asOf, HalfLives.STORED)
                - takenByOpen;
    }

    private List<DecayTerm> decay(CustomerState state, Trajectory trajectory, long asOf) {
        List<DecayTerm> terms = new ArrayList<>(8);
        long elapsed = asOf - trajectory.base();
        for (int i = 0; i < trajectory.classes().size(); i++) {
            HalfLifeClass halfLife = trajectory.classes().get(i);
            long itsMillis = halfLife.halfLifeMillis();
            add(terms, pushTerms[i], trajectory.pushes()[i], elapsed, itsMillis, halfLife.saturationPerDay());
            add(terms, frictionTerms[i], trajectory.frictions()[i], elapsed, itsMillis, 0);
        }
        add(terms, "fast", state.fast.value(asOf, HalfLives.FAST), 0, HalfLives.FAST, 0);
        add(terms, "slow", state.slow.value(asOf, HalfLives.SLOW), 0, HalfLives.SLOW, 0);
        add(terms, "revenue", trajectory.revenue(), elapsed, HalfLives.REVENUE, 0);
        add(terms, "promoter", trajectory.promoter(), elapsed, HalfLives.PROMOTER, 0);
        add(terms, "referral", trajectory.referrals(), elapsed, HalfLives.REFERRAL, 0);
        return terms;
    }

    private static void add(
            List<DecayTerm> terms, String name, double amount, long elapsed, long halfLifeMillis, double saturation) {
        double left = HalfLives.left(amount, elapsed, halfLifeMillis);
        if (left != 0) {
            terms.add(new DecayTerm(name, left, halfLifeMillis, saturation));
        }
    }

    private List<Contribution> contributions(CustomerState state, double[] amounts, Trajectory trajectory, long asOf) {
        double mass = trajectory.mass(asOf).total();
        double velocity = trajectory.velocity(asOf);
        double friction = trajectory.frictionImpulse(asOf) + trajectory.frictionStanding(asOf);
        List<StandingTerm> open = open(trajectory, asOf);
        double[] saturation = saturation(trajectory, asOf);
        List<Contribution> contributions = new ArrayList<>(amounts.length);
        for (int i = 0; i < amounts.length; i++) {
            SignalEntry entry = state.entries.get(i);
            SignalRule rule = catalogue.rule(entry.id);
            boolean isPush = rule.side() == Side.PUSH;
            long halfLife = rule.halfLife().halfLifeMillis();
            double rate =
                    HalfLives.ratePerDay(HalfLives.left(amounts[i], asOf - trajectory.base(), halfLife), halfLife);
            List<String> eventIds = entry.evidence.eventIds();
            if (isPush) {
                rate *= saturation[entry.classIndex];
            } else if (!open.isEmpty()) {
                rate += standingRate(rule, open, asOf);
                eventIds = openersFirst(rule, open, eventIds);
            }
            double whole = isPush ? velocity : friction;
            contributions.add(new Contribution(
                    rule.side(),
                    rule.name(),
                    rule.phase(),
                    rule.department(),
                    isPush ? mass * rate : rate,
                    rate,
                    whole == 0 ? 0 : rate / whole,
                    entry.daily.countUpTo(CustomerState.dayOf(asOf)),
                    entry.lastAtMillis,
                    eventIds));
        }
        return contributions;
    }

    /** By class the part of its rate that still counts: saturation is shared by the signals of a class in proportion to their rates. */
    private static double[] saturation(Trajectory trajectory, long asOf) {
        double[] parts = new double[trajectory.classes().size()];
        for (int i = 0; i < parts.length; i++) {
            double rate = trajectory.pushRate(i, asOf);
            parts[i] = rate == 0 ? 0 : trajectory.classes().get(i).saturated(rate) / rate;
        }
        return parts;
    }

    private static double standingRate(SignalRule rule, List<StandingTerm> open, long asOf) {
        double rate = 0;
        for (StandingTerm term : open) {
            if (term.signalType().equals(rule.name())) {
                rate += Standing.ratePerDay(term, asOf);
            }
        }
        return rate;
    }

    private static List<String> openersFirst(SignalRule rule, List<StandingTerm> open, List<String> heaviest) {
        if (rule.standing() == null) {
            return heaviest;
        }
        List<String> ids = new ArrayList<>(Evidence.KEPT);
        for (StandingTerm term : open) {
            if (term.signalType().equals(rule.name())) {
                addNew(ids, term.eventId());
            }
        }
        for (String eventId : heaviest) {
            addNew(ids, eventId);
        }
        return ids;
    }

    private static void addNew(List<String> ids, String eventId) {
        if (ids.size() < Evidence.KEPT && !ids.contains(eventId)) {
            ids.add(eventId);
        }
    }
}
