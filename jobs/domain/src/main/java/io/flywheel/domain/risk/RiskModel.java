package io.flywheel.domain.risk;

import io.flywheel.domain.control.InForce;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How the factors of churn risk are weighed: risk = 1 / (1 + e^-z) with z the intercept and, for each factor, its weight times its distance from the mean.
 *
 * <p>The distances times weights are the reasons: in log-odds they add up to z less the intercept.
 *
 * <p><b>Shape:</b> immutable; read from a versioned file, never from the running stream, so that a replay gives the same risk.
 *
 * <p><b>Units:</b> {@code frictionPerActivity} is friction points of the population per own activity; {@code shrinkagePoints} how many points stand against small exposure; {@code populationCadenceDays} the usual days between active days
 * and {@code populationCadenceGaps} how many of a customer's own gaps it counts for; {@code elevatedFrom} and {@code highFrom} are risks.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for a factor weighed twice, a weight against the direction of its factor, and constants that are not positive.
 *
 * <p><b>Source:</b> docs/reference/risk.md; docs/evaluation.md.
 */
public record RiskModel(
        String version,
        String fittedOn,
        double intercept,
        double frictionPerActivity,
        double shrinkagePoints,
        double populationCadenceDays,
        double populationCadenceGaps,
        VisitModel visits,
        PurchaseModel purchases,
        double elevatedFrom,
        double highFrom,
        List<Weight> weights)
        implements InForce<RiskModel> {

    /** What one factor counts for: log-odds for each unit above the mean. */
    public record Weight(RiskFactor factor, double weight, double mean) {

        public Weight {
            if (!factor.direction().allows(weight)) {
                throw new IllegalArgumentException("the weight of " + factor.word() + " must not be " + weight
                        + ": more of it " + (weight > 0 ? "lowers" : "raises") + " the risk");
            }
        }
    }

    public RiskModel {
        weights = List.copyOf(weights);
        Set<RiskFactor> weighed = EnumSet.noneOf(RiskFactor.class);
        for (Weight weight : weights) {
            if (!weighed.add(weight.factor())) {
                throw new IllegalArgumentException(
                        "the factor " + weight.factor().word() + " is weighed twice");
            }
        }
        if (!(frictionPerActivity > 0 && shrinkagePoints > 0 && populationCadenceDays > 0)
                || populationCadenceGaps < 0) {
            throw new IllegalArgumentException(
                    "friction per activity, shrinkage and cadence must be positive, and the gaps it counts for not negative");
        }
        if (!(elevatedFrom > 0 && highFrom > elevatedFrom && highFrom < 1)) {
            throw new IllegalArgumentException(
                    "risk is elevated from a number above 0 and high from a greater one below 1, not " + elevatedFrom
                            + " and " + highFrom);
        }
    }

    /** The same constants with other weights. */
    public RiskModel refitted(String newVersion, String newFittedOn, double newIntercept, List<Weight> newWeights) {
        return new RiskModel(
                newVersion,
                newFittedOn,
                newIntercept,
                frictionPerActivity,
                shrinkagePoints,
                populationCadenceDays,
                populationCadenceGaps,
                visits,
                purchases,
                elevatedFrom,
                highFrom,
                newWeights);
    }

    /** The numbers of the factors that this model weighs, in its order. */
    public double[] values(RiskFacts facts) {
        return weights.stream()
                .mapToDouble(weight -> weight.factor().value(facts, this))
                .toArray();
    }

    /** The risk at the moment of the facts, with its reasons. */
    public ChurnRisk read(RiskFacts facts) {
        List<ChurnRisk.Reason> reasons = new ArrayList<>(weights.size());
        double logOdds = intercept;
        for (Weight weight : weights) {
            double value = weight.factor().value(facts, this);
            double share = weight.weight() * (value - weight.mean());
            logOdds += share;
            reasons.add(new ChurnRisk.Reason(weight.factor(), value, share));
        }
        double alive = purchases.chanceToBeAlive(facts.habits().valueDays(), facts);
        double clumpiness = facts.habits().valueDays().clumpiness(facts.today());
        return new ChurnRisk(
                facts.asOfMillis(),
                risk(logOdds),
                logOdds,
                intercept,
                facts.silentDays(),
                facts.cadenceDays(),
                facts.habits().exposure(facts.asOfMillis()),
                facts.habits().frictionPoints(facts.asOfMillis()),
                expected(facts),
                excess(facts),
                facts.standingPerDay(),
                Double.isNaN(alive) ? null : alive,
                Double.isNaN(clumpiness) ? null : clumpiness,
                facts.habits().questions().waiting(facts.asOfMillis()),
                reasons,
                version);
    }

    /** The level of a risk. */
    public RiskLevel level(double risk) {
        if (risk >= highFrom) {
            return RiskLevel.HIGH;
        }
        return risk >= elevatedFrom ? RiskLevel.ELEVATED : RiskLevel.LOW;
    }

    /** Only the risk; for looking ahead. */
    public double riskOf(RiskFacts facts) {
        double logOdds = intercept;
        for (Weight weight : weights) {
            if (weight.weight() != 0) {
                logOdds += weight.weight() * (weight.factor().value(facts, this) - weight.mean());
            }
        }
        return risk(logOdds);
    }

    private static double risk(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    /** The customer's own usual days between active days, drawn towards the population's while there are few. */
    public double cadenceDays(Habits habits) {
        return habits.ownDays().cadenceDays(populationCadenceDays, populationCadenceGaps);
    }

    /** Friction points that this much activity would lead one to expect. */
    double expected(RiskFacts facts) {
        return frictionPerActivity * facts.habits().exposure(facts.asOfMillis());
    }

    /** Observed against expected friction, drawn towards 1 while there is little activity. */
    double excess(RiskFacts facts) {
        double observed = facts.habits().frictionPoints(facts.asOfMillis());
        return (observed + shrinkagePoints) / (expected(facts) + shrinkagePoints);
    }

    /** Alone, they are in force for all time. */
    @Override
    public RiskModel at(long momentMillis) {
        return this;
    }
}
