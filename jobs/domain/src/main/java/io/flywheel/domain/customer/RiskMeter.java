package io.flywheel.domain.customer;

import io.flywheel.domain.control.InForce;
import io.flywheel.domain.momentum.HalfLives;
import io.flywheel.domain.momentum.Standing;
import io.flywheel.domain.momentum.StandingTerm;
import io.flywheel.domain.risk.ChurnOutlook;
import io.flywheel.domain.risk.ChurnRisk;
import io.flywheel.domain.risk.RiskFacts;
import io.flywheel.domain.risk.RiskLevel;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.domain.signal.SignalCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the churn risk of a customer off their state.
 *
 * <p>As the momentum, it is read as of the last activity, or of the last change of level since then that the watermark has passed: silence itself raises it, at the right event time.
 *
 * <p>A moment is judged by the model in force then, so that a new model too changes a level at its own event time.
 *
 * <p><b>Shape:</b> state and moment in, risk out; changes nothing. The course of silence is looked at after 6, 12, 24, ... hours, up to about four years, and the first change of level found is narrowed down to a minute.
 *
 * <p><b>Source:</b> docs/reference/risk.md.
 */
public final class RiskMeter {

    private static final long FIRST_LOOK = Duration.ofHours(6).toMillis();
    private static final int LOOKS = 13;
    private static final long PRECISION = Duration.ofMinutes(1).toMillis();
    private static final long NEVER = Long.MAX_VALUE;

    /** A part of a typical revenue that is added to what was paid, so that one small return is not everything. */
    private static final double LITTLE_REVENUE = 0.1;

    private final SignalCatalogue catalogue;
    private final InForce<RiskModel> models;

    public RiskMeter(SignalCatalogue catalogue, InForce<RiskModel> models) {
        this.catalogue = catalogue;
        this.models = models;
    }

    /** The risk as of the last change that the watermark has passed. */
    public ChurnOutlook measure(CustomerState state, long watermarkMillis) {
        Course course = new Course(state);
        long asOf = state.latestAtMillis;
        RiskLevel level = course.level(asOf);
        RiskLevel before = level;
        long next = course.nextCrossing(asOf, level);
        while (next != NEVER && next <= watermarkMillis) {
            asOf = next;
            before = level;
            level = course.level(asOf);
            next = course.nextCrossing(asOf, level);
        }
        return new ChurnOutlook(models.at(asOf).read(course.facts(asOf)), level, before, next == NEVER ? null : next);
    }

    /** The risk at a moment that is not before the last activity. */
    public ChurnRisk at(CustomerState state, long asOfMillis) {
        return models.at(asOfMillis).read(facts(state, asOfMillis));
    }

    /** What the risk at a moment rests on. */
    public RiskFacts facts(CustomerState state, long asOfMillis) {
        return new Course(state).facts(asOfMillis);
    }

    /** What a customer's facts become while they are silent. */
    private final class Course {

        private final CustomerState state;
        private final List<StandingTerm> open = new ArrayList<>(0);
        private final double returnedShare;
        private @Nullable RiskModel cadenceBy;
        private double cadenceDays;

        Course(CustomerState state) {
            this.state = state;
            for (StandingItem item : state.standing) {
                StandingTerm term = item.openTerm(catalogue.rule(item.ruleId));
                if (term != null) {
                    open.add(term);
                }
            }
            double paid = LITTLE_REVENUE;
            double returned = 0;
            for (RevenueEntry entry : state.revenue) {
                double typical = catalogue.typicalRevenueMinor(entry.currency);
                paid += entry.wonMinor / typical;
                returned += entry.refundedMinor / typical;
            }
            this.returnedShare = Math.min(1, returned / paid);
        }

        RiskFacts facts(long asOf) {
            double standing = 0;
            for (StandingTerm term : open) {
                standing += term.endsAtMillis() > asOf ? Standing.ratePerDay(term, asOf) : 0;
            }
            return new RiskFacts(
                    asOf,
                    Math.min(state.firstSeenAtMillis, asOf),
                    state.habits,
                    CustomerMeter.trend(
                            HalfLives.ratePerDay(state.fast.value(asOf, HalfLives.FAST), HalfLives.FAST),
                            HalfLives.ratePerDay(state.slow.value(asOf, HalfLives.SLOW), HalfLives.SLOW)),
                    standing,
                    state.pushesThousandths / 1000.0,
                    state.valueEvents,
                    returnedShare,
                    cadenceDays(models.at(asOf)));
        }

        /** Does not change with silence, only from one model to another. */
        @SuppressWarnings("ReferenceEquality") // comparing models would cost more than the look that it saves
        private double cadenceDays(RiskModel model) {
            if (cadenceBy != model) {
                cadenceBy = model;
                cadenceDays = model.cadenceDays(state.habits);
            }
            return cadenceDays;
        }

        RiskLevel level(long asOf) {
            RiskModel model = models.at(asOf);
            return model.level(model.riskOf(facts(asOf)));
        }

        long nextCrossing(long from, RiskLevel level) {
            long unchanged = from;
            for (int look = 0; look < LOOKS; look++) {
                long at = from + (FIRST_LOOK << look);
                if (level(at) != level) {
                    return narrow(unchanged, at, level);
                }
                unchanged = at;
            }
            return NEVER;
        }

        private long narrow(long unchanged, long changed, RiskLevel level) {
            long low = unchanged;
            long high = changed;
            while (high - low > PRECISION) {
                long middle = low + (high - low) / 2;
                if (level(middle) != level) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            return high;
        }
    }
}
