package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import org.jspecify.annotations.Nullable;

/** When something first happened, and the event that tells so; of several at one time that of the smallest id. */
record Moment(long atMillis, String eventId) {

    static Moment first(@Nullable Moment one, Moment other) {
        if (one == null || other.atMillis < one.atMillis) {
            return other;
        }
        return other.atMillis == one.atMillis && other.eventId.compareTo(one.eventId) < 0 ? other : one;
    }

    static void write(@Nullable Moment moment, StateWriter out) {
        out.putText(moment == null ? null : moment.eventId);
        if (moment != null) {
            out.putSigned(moment.atMillis);
        }
    }

    static @Nullable Moment read(StateReader in) {
        String eventId = in.getText();
        return eventId == null ? null : new Moment(in.getSigned(), eventId);
    }
}
