package io.flywheel.domain.wheel.window;

import io.flywheel.domain.customer.Recommendation;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import org.jspecify.annotations.Nullable;

/** Whether a customer would recommend us, said at a moment; of two answers the later one counts, of two at one moment that of the greater identity. */
record Answer(Recommendation recommendation, long atMillis, long identity) {

    private static final Recommendation[] RECOMMENDATIONS = Recommendation.values();

    static @Nullable Answer later(@Nullable Answer one, @Nullable Answer other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        if (one.atMillis != other.atMillis) {
            return one.atMillis > other.atMillis ? one : other;
        }
        return one.identity >= other.identity ? one : other;
    }

    static void write(@Nullable Answer answer, StateWriter out) {
        if (answer == null) {
            out.putByte(0);
            return;
        }
        out.putByte(1 + answer.recommendation.ordinal());
        out.putSigned(answer.atMillis);
        out.putLong(answer.identity);
    }

    static @Nullable Answer read(StateReader in) {
        int place = in.getByte();
        return place == 0 ? null : new Answer(RECOMMENDATIONS[place - 1], in.getSigned(), in.getLong());
    }
}
