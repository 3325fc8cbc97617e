package io.flywheel.domain.alert;

import io.flywheel.domain.customer.CustomerProfile;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.momentum.Band;
import io.flywheel.domain.momentum.Contribution;
import io.flywheel.domain.momentum.DecayTerm;
import io.flywheel.domain.momentum.HalfLives;
import io.flywheel.domain.momentum.Mass;
import io.flywheel.domain.momentum.MomentumReading;
import io.flywheel.domain.momentum.Standing;
import io.flywheel.domain.momentum.StandingTerm;
import io.flywheel.domain.momentum.Trajectory;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.risk.ChurnOutlook;
import io.flywheel.domain.risk.ChurnRisk;
import io.flywheel.domain.signal.HalfLifeClass;
import io.flywheel.domain.signal.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The facts of a customer's latest update, and what becomes of them while nothing happens: what decays, decays, and what is open, rubs more.
 *
 * <p><b>Shape:</b> immutable. Momentum, velocity, friction, mass and index are moved to the moment asked for; everything else stays as the update stated it.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Facts"; docs/reference/signals.md, "Momentum".
 */
final class CustomerOutlook {

    private static final int EVIDENCE = 3;
    private static final String PUSH = "push.";
    private static final String FRICTION = "friction.";

    private final long asOfMillis;
    private final FactSheet facts;
    private final double loyalty;
    private final List<DecayTerm> decay;
    private final List<StandingTerm> standing;

    private CustomerOutlook(
            long asOfMillis, FactSheet facts, double loyalty, List<DecayTerm> decay, List<StandingTerm> standing) {
        this.asOfMillis = asOfMillis;
        this.facts = facts;
        this.loyalty = loyalty;
        this.decay = decay;
        this.standing = standing;
    }

    static CustomerOutlook of(CustomerUpdate update) {
        MomentumReading momentum = update.momentum();
        FactSheet facts = new FactSheet();
        describe(facts, update.profile());
        describe(facts, momentum);
        describe(facts, update.churn());
        facts.put(Fact.PUSH_OF, points(update.contributions(), Side.PUSH));
        facts.put(Fact.FRICTION_OF, points(update.contributions(), Side.FRICTION));
        return new CustomerOutlook(
                momentum.asOfMillis(), facts, momentum.massLoyalty(), momentum.decay(), momentum.standing());
    }

    /** The events that weigh most in a customer's friction, heaviest kind first. */
    static List<String> evidence(CustomerUpdate update) {
        return update.contributions().stream()
                .filter(contribution -> contribution.side() == Side.FRICTION)
                .sorted(Comparator.comparingDouble(Contribution::pointsPerDay)
                        .reversed()
                        .thenComparing(Contribution::signalType))
                .flatMap(contribution -> contribution.eventIds().stream())
                .distinct()
                .limit(EVIDENCE)
                .toList();
    }

    long asOfMillis() {
        return asOfMillis;
    }

    /** The facts as stated. */
    FactSheet facts() {
        return facts;
    }

    /** The facts at a later moment, if nothing happens until then. */
    FactSheet at(long atMillis) {
        if (atMillis <= asOfMillis) {
            return facts;
        }
        double velocity = 0;
        double impulse = 0;
        for (DecayTerm term : decay) {
            if (term.name().startsWith(PUSH)) {
                velocity += new HalfLifeClass(term.name(), term.halfLifeMillis(), term.saturationPerDay())
                        .saturated(rate(term, atMillis));
            } else if (term.name().startsWith(FRICTION)) {
                impulse += rate(term, atMillis);
            }
        }
        double open = 0;
        for (StandingTerm term : standing) {
            open += Standing.ratePerDay(term, atMillis);
        }
        double revenue = left("revenue", atMillis);
        double advocacy = 0.5 * (0.5 + left("promoter", atMillis)) + fading(left("referral", atMillis));
        double mass = new Mass(saturating(revenue), loyalty, advocacy, Mass.SINGLE_CONTACT).total();
        double force = mass * velocity;
        return facts.copy()
                .put(Fact.VELOCITY, velocity)
                .put(Fact.VELOCITY_FAST, rate("fast", atMillis))
                .put(Fact.VELOCITY_SLOW, rate("slow", atMillis))
                .put(Fact.FRICTION_IMPULSE, impulse)
                .put(Fact.FRICTION_STANDING, open)
                .put(Fact.FRICTION, impulse + open)
                .put(Fact.MASS, mass)
                .put(Fact.MOMENTUM, force - impulse - open)
                .put(Fact.MOMENTUM_INDEX, Trajectory.index(force, impulse + open));
    }

    private static double saturating(double revenue) {
        double kept = Math.max(0, revenue);
        return kept / (kept + 1);
    }

    private static double fading(double referrals) {
        return 0.5 * referrals / (referrals + 1);
    }

    private double left(String name, long atMillis) {
        for (DecayTerm term : decay) {
            if (term.name().equals(name)) {
                return HalfLives.left(term.amount(), atMillis - asOfMillis, term.halfLifeMillis());
            }
        }
        return 0;
    }

    private double rate(String name, long atMillis) {
        for (DecayTerm term : decay) {
            if (term.name().equals(name)) {
                return rate(term, atMillis);
            }
        }
        return 0;
    }

    private double rate(DecayTerm term, long atMillis) {
        return HalfLives.ratePerDay(
                HalfLives.left(term.amount(), atMillis - asOfMillis, term.halfLifeMillis()), term.halfLifeMillis());
    }

    private static void describe(FactSheet facts, CustomerProfile profile) {
        facts.put(Fact.CUSTOMER_ID, profile.customerId())
                .put(Fact.ACCOUNT_ID, profile.accountId())
                .put(Fact.SEGMENT, profile.segment())
                .put(Fact.PLAN, profile.plan())
                .put(Fact.REGION, profile.region())
                .put(Fact.PHASE, profile.phase().word())
                .put(Fact.ACTIVITIES, (double) profile.activities());
    }

    private static void describe(FactSheet facts, MomentumReading momentum) {
        facts.put(Fact.MOMENTUM_INDEX, momentum.momentumIndex())
                .put(Fact.MOMENTUM, momentum.momentum())
                .put(Fact.VELOCITY, momentum.velocity())
                .put(Fact.VELOCITY_FAST, momentum.velocityFast())
                .put(Fact.VELOCITY_SLOW, momentum.velocitySlow())
                .put(Fact.TREND, momentum.trend())
                .put(Fact.FRICTION, momentum.friction())
                .put(Fact.FRICTION_IMPULSE, momentum.frictionImpulse())
                .put(Fact.FRICTION_STANDING, momentum.frictionStanding())
                .put(Fact.MASS, momentum.mass())
                .put(Fact.STORED_MOMENTUM, momentum.storedMomentum())
                .put(Fact.REVOLUTIONS, (double) momentum.revolutionsTotal())
                .put(Fact.BAND, word(momentum.band()))
                .put(Fact.PREVIOUS_BAND, word(momentum.previousBand()));
    }

    private static String word(Band band) {
        return band.word();
    }

    private static void describe(FactSheet facts, ChurnOutlook churn) {
        ChurnRisk risk = churn.risk();
        facts.put(Fact.CHURN_RISK, risk.risk())
                .put(Fact.FRICTION_EXCESS, risk.excess())
                .put(Fact.EXPOSURE, risk.exposure())
                .put(Fact.SILENT_DAYS, risk.silentDays())
                .put(Fact.CADENCE_DAYS, risk.cadenceDays())
                .put(Fact.P_ALIVE, risk.pAlive())
                .put(Fact.CLUMPINESS, risk.clumpiness())
                .put(Fact.WAITING_DEALS, (double) risk.waiting().size())
                .put(Fact.RISK_LEVEL, churn.level().word())
                .put(Fact.PREVIOUS_RISK_LEVEL, churn.levelBefore().word());
    }

    private static Map<String, Double> points(List<Contribution> contributions, Side side) {
        Map<String, Double> points = new HashMap<>();
        for (Contribution contribution : contributions) {
            if (contribution.side() == side) {
                points.merge(contribution.signalType(), contribution.pointsPerDay(), Double::sum);
            }
        }
        return points;
    }

    /** Writes the packed outlook; the layout is that of {@link AlertBook}. */
    void write(StateWriter out) {
        out.putLong(asOfMillis);
        facts.write(out);
        out.putDouble(loyalty);
        out.putCount(decay.size());
        for (DecayTerm term : decay) {
            out.putText(term.name());
            out.putDouble(term.amount());
            out.putLong(term.halfLifeMillis());
            out.putDouble(term.saturationPerDay());
        }
        out.putCount(standing.size());
        for (StandingTerm term : standing) {
            out.putText(term.signalType());
            out.putText(term.objectRef());
            out.putLong(term.openedAtMillis());
            out.putDouble(term.basePerDay());
            out.putLong(term.referenceMillis());
            out.putDouble(term.cap());
            out.putLong(term.endsAtMillis());
            out.putText(term.eventId());
        }
    }

    static CustomerOutlook read(StateReader in) {
        long asOf = in.getLong();
        FactSheet facts = FactSheet.read(in);
        double loyalty = in.getDouble();
        List<DecayTerm> decay = new ArrayList<>();
        for (int left = in.getCountOf(1); left > 0; left--) {
            decay.add(new DecayTerm(in.getPresentText(), in.getDouble(), in.getLong(), in.getDouble()));
        }
        List<StandingTerm> standing = new ArrayList<>();
        for (int left = in.getCountOf(1); left > 0; left--) {
            standing.add(new StandingTerm(
                    in.getPresentText(),
                    in.getPresentText(),
                    in.getLong(),
                    in.getDouble(),
                    in.getLong(),
                    in.getDouble(),
                    in.getLong(),
                    in.getPresentText()));
        }
        return new CustomerOutlook(asOf, facts, loyalty, decay, standing);
    }
}
