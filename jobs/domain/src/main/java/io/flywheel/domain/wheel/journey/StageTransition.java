package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * One step of a customer between stages, or an event of its own within one.
 *
 * <p><b>Shape:</b> a customer has at most one of a kind a day, so (day, kind) names it.
 *
 * <p><b>Units:</b> event time in epoch milliseconds, UTC days since the epoch, days since the from-stage was entered; the trigger is null where whole days judge.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "Stages".
 */
public record StageTransition(
        TransitionKind kind,
        Stage from,
        Stage to,
        long atMillis,
        int day,
        @Nullable String triggerEventId,
        int daysInState) {

    private static final int LEAST_BYTES = 7;
    private static final TransitionKind[] KINDS = TransitionKind.values();
    private static final Stage[] STAGES = Stage.values();

    void write(StateWriter out) {
        out.putByte(kind.ordinal());
        out.putByte(from.ordinal());
        out.putByte(to.ordinal());
        out.putSigned(day);
        out.putCount(atMillis - Days.startOf(day));
        out.putText(triggerEventId);
        out.putCount(daysInState);
    }

    static StageTransition read(StateReader in) {
        TransitionKind kind = KINDS[in.getByte()];
        Stage from = STAGES[in.getByte()];
        Stage to = STAGES[in.getByte()];
        int day = (int) in.getSigned();
        return new StageTransition(
                kind, from, to, Days.startOf(day) + in.getVariable(), day, in.getText(), in.getCount());
    }

    static int countOf(StateReader in) {
        return in.getCountOf(LEAST_BYTES);
    }
}
