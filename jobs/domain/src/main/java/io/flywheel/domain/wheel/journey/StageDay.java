package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of the stages need to know of one day with records.
 *
 * <p><b>Shape:</b> minima, flags and a set, so a record may come twice; once the day is settled only what later days ask for is left.
 */
final class StageDay {

    private static final double PROMOTER_LEAST = 9;
    private static final int FEATURE = 1;
    private static final int PROMOTER = 2;

    final int day;
    private int flags;
    private @Nullable Moment active;
    private @Nullable Moment advocacy;
    private long settledRatings;
    private long settledThousandths;
    private final List<Rating> ratings = new ArrayList<>(0);

    StageDay(int day) {
        this.day = day;
    }

    void fold(Signal signal, boolean isActive) {
        Moment moment = new Moment(signal.occurredAtMillis(), signal.eventId());
        ActivityKind kind = signal.facts().kind();
        double score = signal.facts().score();
        if (isActive) {
            active = Moment.first(active, moment);
        }
        if (kind == ActivityKind.REFERRAL_SENT || kind == ActivityKind.REVIEW_POSTED) {
            advocacy = Moment.first(advocacy, moment);
        } else if (kind == ActivityKind.FEATURE_USED) {
            flags |= FEATURE;
        } else if (kind == ActivityKind.NPS_RATED && score >= PROMOTER_LEAST) {
            flags |= PROMOTER;
        } else if (kind == ActivityKind.CSAT_RATED && !Double.isNaN(score)) {
            rate(new Rating(signal.source(), signal.eventId(), Math.round(score * 1000)));
        }
    }

    private void rate(Rating rating) {
        int place = Collections.binarySearch(ratings, rating, Rating.ORDER);
        if (place < 0) {
            ratings.add(-1 - place, rating);
        }
    }

    @Nullable
    Moment active() {
        return active;
    }

    @Nullable
    Moment advocacy() {
        return advocacy;
    }

    boolean usedFeature() {
        return (flags & FEATURE) != 0;
    }

    boolean wasPromoter() {
        return (flags & PROMOTER) != 0;
    }

    long ratingCount() {
        return settledRatings + ratings.size();
    }

    long ratingThousandths() {
        long sum = settledThousandths;
        for (Rating rating : ratings) {
            sum += rating.scoreThousandths();
        }
        return sum;
    }

    /** Whether a later day may ask for anything of it. */
    boolean isAskedFor() {
        return flags != 0 || ratingCount() > 0;
    }

    void settle() {
        settledThousandths = ratingThousandths();
        settledRatings = ratingCount();
        ratings.clear();
        active = null;
        advocacy = null;
    }

    void write(StateWriter out) {
        out.putSigned(day);
        out.putByte(flags);
        Moment.write(active, out);
        Moment.write(advocacy, out);
        out.putCount(settledRatings);
        out.putSigned(settledThousandths);
        out.putCount(ratings.size());
        ratings.forEach(rating -> rating.write(out));
    }

    static StageDay read(StateReader in) {
        StageDay day = new StageDay((int) in.getSigned());
        day.flags = in.getByte();
        day.active = Moment.read(in);
        day.advocacy = Moment.read(in);
        day.settledRatings = in.getVariable();
        day.settledThousandths = in.getSigned();
        for (int i = in.getCountOf(3); i > 0; i--) {
            day.ratings.add(Rating.read(in));
        }
        return day;
    }
}
