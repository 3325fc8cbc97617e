package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.Signal;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A won deal, an order or a renewal, in its place among the others of the customer. */
record ValueEvent(
        long atMillis,
        String source,
        String eventId,
        long amountMinor,
        @Nullable String currency) {

    static final Comparator<ValueEvent> ORDER = Comparator.comparingLong(ValueEvent::atMillis)
            .thenComparing(ValueEvent::source)
            .thenComparing(ValueEvent::eventId);

    static ValueEvent of(Signal signal) {
        return new ValueEvent(
                signal.occurredAtMillis(),
                signal.source(),
                signal.eventId(),
                signal.facts().amountMinor(),
                signal.facts().currency());
    }

    void write(StateWriter out) {
        out.putSigned(atMillis);
        out.putText(source);
        out.putText(eventId);
        out.putSigned(amountMinor);
        out.putText(currency);
    }

    static ValueEvent read(StateReader in) {
        return new ValueEvent(in.getSigned(), in.getPresentText(), in.getPresentText(), in.getSigned(), in.getText());
    }
}
