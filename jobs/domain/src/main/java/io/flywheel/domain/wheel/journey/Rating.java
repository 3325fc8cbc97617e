package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.Comparator;

/** One rating of satisfaction, told apart from others so that it counts once; the score in thousandths, so that sums are exact. */
record Rating(String source, String eventId, long scoreThousandths) {

    static final Comparator<Rating> ORDER = Comparator.comparing(Rating::source).thenComparing(Rating::eventId);

    void write(StateWriter out) {
        out.putText(source);
        out.putText(eventId);
        out.putSigned(scoreThousandths);
    }

    static Rating read(StateReader in) {
        return new Rating(in.getPresentText(), in.getPresentText(), in.getSigned());
    }
}
