package io.flywheel.domain.friction.deals;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;

/** The event from which something began. */
record Cause(long atMillis, String source, String eventId) {

    /** Stands for what never began. */
    static final Cause NONE = new Cause(Activity.ABSENT, "", "");

    void write(StateWriter out) {
        out.putSigned(atMillis);
        out.putText(source);
        out.putText(eventId);
    }

    static Cause read(StateReader in) {
        return new Cause(in.getSigned(), in.getPresentText(), in.getPresentText());
    }
}
