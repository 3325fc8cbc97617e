package io.flywheel.domain.facts;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Priority;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.SignalRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that rubbed a customer: a row of {@code friction_event}.
 *
 * <p><b>Shape:</b> an impulse is over when it happens; what stands is open until its condition closes. A finding that what came late undid is retracted: the row stays and says so. {@code eventIds} are
 * the events behind it, the earliest first; {@code isFound} tells friction that was found in several events from friction that one event stated.
 *
 * <p><b>Units:</b> weight in thousandths of a point; event time in epoch milliseconds; {@code detectedAtMillis} is the event time at which it could first be known.
 *
 * <p><b>Source:</b> docs/reference/tables.md, "friction_event".
 */
public record FrictionRow(
        String frictionId,
        String signalType,
        Kind kind,
        Status status,
        long weightThousandths,
        Priority severity,
        Phase phase,
        Department department,
        @Nullable String accountId,
        @Nullable String channel,
        @Nullable String page,
        @Nullable String target,
        @Nullable String objectType,
        @Nullable String objectRef,
        long occurredAtMillis,
        long detectedAtMillis,
        @Nullable Long closedAtMillis,
        boolean isFound,
        String source,
        List<String> eventIds) {

    /** Whether it takes energy at its moment only, or for as long as it lasts. Persisted: append only. */
    public enum Kind {
        IMPULSE,
        STANDING
    }

    /** How it stands with it. Persisted: append only. */
    public enum Status {
        OPEN,
        CLOSED,
        RETRACTED
    }

    public FrictionRow {
        eventIds = List.copyOf(eventIds);
    }

    /** Whether a signal is friction that is told when it happens and never changes; what may stand is told with its condition. */
    public static boolean isImpulse(SignalRule rule, SignalKind kind) {
        return rule.side() == Side.FRICTION && rule.standing() == null && kind == SignalKind.IMPULSE;
    }

    /** Friction that one event stated, over at its moment. */
    public static FrictionRow stated(SignalRule rule, long weightThousandths, Activity activity) {
        return of(rule, weightThousandths, activity, activity.eventId(), false, List.of(activity.eventId()));
    }

    /** Friction that was found in several events, over at its moment. */
    public static FrictionRow found(
            SignalRule rule, long weightThousandths, Activity found, String findingId, List<String> eventIds) {
        return of(rule, weightThousandths, found, findingId, true, eventIds);
    }

    private static FrictionRow of(
            SignalRule rule,
            long weightThousandths,
            Activity activity,
            String eventId,
            boolean isFound,
            List<String> eventIds) {
        return new FrictionRow(
                rule.name() + ':' + eventId + '@' + activity.source(),
                rule.name(),
                Kind.IMPULSE,
                Status.CLOSED,
                weightThousandths,
                activity.priority(),
                rule.phase(),
                rule.department(),
                activity.accountId(),
                activity.channel(),
                activity.page(),
                activity.target(),
                objectType(activity),
                activity.objectRef(),
                activity.occurredAtMillis(),
                Math.max(activity.occurredAtMillis(), activity.arrivedAtMillis()),
                activity.occurredAtMillis(),
                isFound,
                activity.source(),
                eventIds);
    }

    private static @Nullable String objectType(Activity activity) {
        if (activity.objectRef() == null) {
            return null;
        }
        return activity.kind().stream() == EventStream.SUPPORT ? "ticket" : "deal";
    }

    /** The same as an impulse, or as what stands and is open or closed. */
    public FrictionRow as(Kind itsKind, Status itsStatus, @Nullable Long itsClosedAtMillis) {
        return new FrictionRow(
                frictionId,
                signalType,
                itsKind,
                itsStatus,
                weightThousandths,
                severity,
                phase,
                department,
                accountId,
                channel,
                page,
                target,
                objectType,
                objectRef,
                occurredAtMillis,
                detectedAtMillis,
                itsClosedAtMillis,
                isFound,
                source,
                eventIds);
    }

    /** The same, known to be none. */
    public FrictionRow retracted() {
        return as(kind, Status.RETRACTED, null);
    }
}
