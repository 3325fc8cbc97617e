package io.flywheel.domain.friction.deals;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What an activity says of its deal.
 *
 * <p><b>Shape:</b> ordered by time; at one moment the creation comes first and the end last; then by the id of the event. A stage counts only where the kind of the event says that the deal is in it:
 * what is logged or paid may name other things so.
 */
record DealChange(
        long atMillis,
        ActivityKind kind,
        String source,
        String eventId,
        @Nullable String channel,
        @Nullable String pipeline,
        @Nullable String stage,
        long expectedCloseDay) {

    static final int LEAST_BYTES = 8;

    static final Comparator<DealChange> ORDER = Comparator.comparingLong(DealChange::atMillis)
            .thenComparingInt(DealChange::rank)
            .thenComparing(DealChange::eventId)
            .thenComparing(DealChange::source);

    private static final ActivityKind[] KINDS = ActivityKind.values();

    static DealChange of(Activity activity) {
        boolean statesStage = switch (activity.kind()) {
            case CREATED, QUALIFIED, STAGE_CHANGED, DEAL_REOPENED -> true;
            default -> false;
        };
        return new DealChange(
                activity.occurredAtMillis(),
                activity.kind(),
                activity.source(),
                activity.eventId(),
                activity.channel(),
                activity.pipeline(),
                statesStage ? activity.stage() : null,
                activity.expectedCloseDay());
    }

    private int rank() {
        return kind == ActivityKind.CREATED ? 0 : closes() || reopens() ? 2 : 1;
    }

    /** Whether it shows that there is a deal to win, be it over or not; an order or a payment alone does not. */
    boolean begins() {
        return switch (kind) {
            case CREATED, QUALIFIED, STAGE_CHANGED, CLOSE_DATE_CHANGED, DEAL_REOPENED, WON, LOST, DISQUALIFIED -> true;
            default -> false;
        };
    }

    boolean closes() {
        return switch (kind) {
            case WON, ORDER_COMPLETED, LOST, CANCELLED, DISQUALIFIED -> true;
            default -> false;
        };
    }

    boolean reopens() {
        return kind == ActivityKind.DEAL_REOPENED;
    }

    Cause cause() {
        return new Cause(atMillis, source, eventId);
    }

    boolean isSameEvent(DealChange other) {
        return eventId.equals(other.eventId) && source.equals(other.source);
    }

    void write(StateWriter out) {
        out.putSigned(atMillis);
        out.putCount(kind.ordinal());
        out.putText(source);
        out.putText(eventId);
        out.putText(channel);
        out.putText(pipeline);
        out.putText(stage);
        out.putSigned(expectedCloseDay);
    }

    static DealChange read(StateReader in) {
        return new DealChange(
                in.getSigned(),
                KINDS[in.getCount()],
                in.getPresentText(),
                in.getPresentText(),
                in.getText(),
                in.getText(),
                in.getText(),
                in.getSigned());
    }
}
