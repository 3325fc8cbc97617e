package io.flywheel.domain.facts;

import io.flywheel.domain.activity.Priority;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
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

    /** Whether it takes energy at its moment only, or for as long as it lasts. */
    public enum Kind {
        IMPULSE,
        STANDING
    }

    /** How it stands with it. */
    public enum Status {
        OPEN,
        CLOSED,
        RETRACTED
    }

    public FrictionRow {
        eventIds = List.copyOf(eventIds);
    }
}
