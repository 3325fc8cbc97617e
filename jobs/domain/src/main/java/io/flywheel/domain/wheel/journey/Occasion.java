package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.Signal;

/**
 * When something was stated and by which event, later ones above earlier ones.
 *
 * <p>Once nothing of that time can come any more the event is forgotten, for no statement can tie with it.
 */
record Occasion(long atMillis, String eventId, String source) implements Comparable<Occasion> {

    private static final String FORGOTTEN = "";

    static Occasion of(Signal signal) {
        return new Occasion(signal.occurredAtMillis(), signal.eventId(), signal.source());
    }

    @Override
    public int compareTo(Occasion other) {
        int byTime = Long.compare(atMillis, other.atMillis);
        int byEvent = byTime == 0 ? eventId.compareTo(other.eventId) : byTime;
        return byEvent == 0 ? source.compareTo(other.source) : byEvent;
    }

    Occasion settled(long horizonMillis) {
        return atMillis < horizonMillis && !eventId.isEmpty() ? new Occasion(atMillis, FORGOTTEN, FORGOTTEN) : this;
    }

    void write(StateWriter out) {
        out.putSigned(atMillis);
        out.putText(eventId.isEmpty() ? null : eventId);
        if (!eventId.isEmpty()) {
            out.putText(source);
        }
    }

    static Occasion read(StateReader in) {
        long at = in.getSigned();
        String eventId = in.getText();
        return eventId == null
                ? new Occasion(at, FORGOTTEN, FORGOTTEN)
                : new Occasion(at, eventId, in.getPresentText());
    }
}
