package io.flywheel.domain.friction.deals;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.friction.service.ServiceTarget;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A customer's asking to be contacted. */
record Inquiry(
        long atMillis,
        ActivityKind kind,
        String source,
        String eventId,
        @Nullable String objectRef,
        @Nullable String page,
        @Nullable String target,
        @Nullable String channel) {

    static final int LEAST_BYTES = 8;

    private static final ActivityKind[] KINDS = ActivityKind.values();

    static final Comparator<Inquiry> ORDER = Comparator.comparingLong(Inquiry::atMillis)
            .thenComparing(Inquiry::eventId)
            .thenComparing(Inquiry::source);

    static Inquiry of(Activity activity) {
        return new Inquiry(
                activity.occurredAtMillis(),
                activity.kind(),
                activity.source(),
                activity.eventId(),
                activity.objectRef(),
                activity.page(),
                activity.target(),
                activity.channel());
    }

    boolean isSameEvent(Inquiry other) {
        return eventId.equals(other.eventId) && source.equals(other.source);
    }

    /** The last moment to answer in time; null without a target. */
    @Nullable
    Long dueMillis(DealSettings settings) {
        ServiceTarget target = settings.leadTarget();
        if (target == null) {
            return null;
        }
        long most = target.durationMillis() + target.graceMillis();
        return target.inBusinessTime() ? settings.leadCalendar().addBusiness(atMillis, most) : atMillis + most;
    }

    Finding leftWaiting(long dueMillis) {
        ActivityKind left = ActivityKind.LEAD_LEFT_WAITING;
        String id = left.type() + ":" + eventId;
        return new Finding(left, source, id, dueMillis, objectRef, page, target, channel, 1, List.of(eventId));
    }

    void write(StateWriter out) {
        out.putSigned(atMillis);
        out.putCount(kind.ordinal());
        out.putText(source);
        out.putText(eventId);
        out.putText(objectRef);
        out.putText(page);
        out.putText(target);
        out.putText(channel);
    }

    static Inquiry read(StateReader in) {
        return new Inquiry(
                in.getSigned(),
                KINDS[in.getCount()],
                in.getPresentText(),
                in.getPresentText(),
                in.getText(),
                in.getText(),
                in.getText(),
                in.getText());
    }
}
