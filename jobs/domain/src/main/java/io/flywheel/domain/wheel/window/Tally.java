package io.flywheel.domain.wheel.window;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.customer.Recommendation;
import io.flywheel.domain.momentum.DecayedSum;
import io.flywheel.domain.momentum.HalfLives;
import io.flywheel.domain.momentum.StandingTerm;
import io.flywheel.domain.momentum.Trajectory;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.packing.Sums;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.StatedFacts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a stretch of a customer's time amounted to, but for standing conditions: points by side and half-life class, money, value events, the last answer and referrals.
 *
 * <p><b>Shape:</b> mutable and mergeable; any order of folding and merging ends in the same sums.
 *
 * <p><b>Source:</b> docs/reference/signals.md, "Decay" and "Mass".
 */
final class Tally {

    private final @Nullable DecayedSum[] points;
    private final Map<String, DecayedSum> revenue = new TreeMap<>();
    private final DecayedSum referrals = new DecayedSum();
    private long valueEvents;
    private @Nullable Answer answer;

    Tally(SignalCatalogue catalogue) {
        points = new DecayedSum[2 * catalogue.classes().size()];
    }

    void addImpulse(Side side, int classIndex, long weightThousandths, long atMillis, SignalCatalogue catalogue) {
        long halfLife = catalogue.classes().get(classIndex).halfLifeMillis();
        points(2 * classIndex + side.ordinal()).add(weightThousandths / 1000.0, atMillis, halfLife);
    }

    /** Counts what an event states, once an event. */
    void addFacts(StatedFacts facts, long atMillis, long identity, SignalCatalogue catalogue) {
        ActivityKind kind = facts.kind();
        boolean isValue = catalogue.isValueEvent(kind);
        if (isValue) {
            valueEvents++;
        }
        String currency = facts.currency();
        if (currency != null && facts.amountMinor() != Activity.ABSENT && (isValue || catalogue.isRefund(kind))) {
            double amount = facts.amountMinor();
            revenue(currency).add(isValue ? amount : -amount, atMillis, HalfLives.REVENUE);
        }
        if (kind == ActivityKind.NPS_RATED && !Double.isNaN(facts.score())) {
            answer = Answer.later(answer, new Answer(Recommendation.of(facts.score()), atMillis, identity));
        } else if (kind == ActivityKind.REFERRAL_CONVERTED) {
            referrals.add(facts.count(), atMillis, HalfLives.REFERRAL);
        }
    }

    /** Whether facts of this kind count for anything. */
    static boolean counts(ActivityKind kind, SignalCatalogue catalogue) {
        return catalogue.isValueEvent(kind)
                || catalogue.isRefund(kind)
                || kind == ActivityKind.NPS_RATED
                || kind == ActivityKind.REFERRAL_CONVERTED;
    }

    void merge(Tally other) {
        for (int i = 0; i < points.length; i++) {
            DecayedSum its = other.points[i];
            if (its != null) {
                points(i).merge(its);
            }
        }
        other.revenue.forEach((currency, kept) -> revenue(currency).merge(kept));
        referrals.merge(other.referrals);
        valueEvents += other.valueEvents;
        answer = Answer.later(answer, other.answer);
    }

    Tally copy(SignalCatalogue catalogue) {
        Tally copy = new Tally(catalogue);
        copy.merge(this);
        return copy;
    }

    /** The course from a moment on, all that was folded having happened before it. */
    Trajectory trajectory(long baseMillis, List<StandingTerm> open, SignalCatalogue catalogue) {
        int classes = catalogue.classes().size();
        double[] pushes = new double[classes];
        double[] frictions = new double[classes];
        for (int i = 0; i < points.length; i++) {
            DecayedSum sum = points[i];
            if (sum != null) {
                long halfLife = catalogue.classes().get(i / 2).halfLifeMillis();
                (i % 2 == Side.PUSH.ordinal() ? pushes : frictions)[i / 2] = sum.value(baseMillis, halfLife);
            }
        }
        double typicalRevenues = 0;
        for (Map.Entry<String, DecayedSum> entry : revenue.entrySet()) {
            typicalRevenues += entry.getValue().value(baseMillis, HalfLives.REVENUE)
                    / catalogue.typicalRevenueMinor(entry.getKey());
        }
        return new Trajectory(
                baseMillis,
                catalogue.classes(),
                pushes,
                frictions,
                typicalRevenues,
                Math.max(0, valueEvents - 1),
                promoter(baseMillis),
                referrals.value(baseMillis, HalfLives.REFERRAL),
                open);
    }

    private double promoter(long atMillis) {
        return answer == null
                ? 0
                : HalfLives.left(answer.recommendation().distance(), atMillis - answer.atMillis(), HalfLives.PROMOTER);
    }

    private DecayedSum points(int slot) {
        DecayedSum sum = points[slot];
        if (sum == null) {
            sum = new DecayedSum();
            points[slot] = sum;
        }
        return sum;
    }

    private DecayedSum revenue(String currency) {
        return revenue.computeIfAbsent(currency, its -> new DecayedSum());
    }

    void write(StateWriter out) {
        for (DecayedSum sum : points) {
            Sums.write(sum == null ? new DecayedSum() : sum, out);
        }
        out.putCount(revenue.size());
        revenue.forEach((currency, kept) -> {
            out.putText(currency);
            Sums.write(kept, out);
        });
        Sums.write(referrals, out);
        out.putCount(valueEvents);
        Answer.write(answer, out);
    }

    static Tally read(StateReader in, SignalCatalogue catalogue) {
        Tally tally = new Tally(catalogue);
        for (int i = 0; i < tally.points.length; i++) {
            DecayedSum sum = Sums.read(in);
            tally.points[i] = sum.isEmpty() ? null : sum;
        }
        for (int left = in.getCount(); left > 0; left--) {
            tally.revenue.put(in.getPresentText(), Sums.read(in));
        }
        tally.referrals.merge(Sums.read(in));
        tally.valueEvents = in.getVariable();
        tally.answer = Answer.read(in);
        return tally;
    }
}
