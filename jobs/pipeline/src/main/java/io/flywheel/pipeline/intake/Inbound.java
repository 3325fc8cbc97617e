package io.flywheel.pipeline.intake;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.LateRecord;
import io.flywheel.domain.activity.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What one record of a topic turned out to be: an activity, a late record, a refusal, or a heartbeat that only says what time it is.
 *
 * <p><b>Shape:</b> exactly one of activity, late and refusal is present; none of them for a heartbeat.
 */
public record Inbound(
        EventStream stream,
        long arrivedAtMillis,
        @Nullable Activity activity,
        @Nullable LateRecord late,
        @Nullable Refusal refusal) {

    public static Inbound of(Activity activity) {
        return new Inbound(activity.kind().stream(), activity.arrivedAtMillis(), activity, null, null);
    }

    public static Inbound of(LateRecord late) {
        return new Inbound(late.stream(), late.arrivedAtMillis(), null, late, null);
    }

    public static Inbound of(Refusal refusal) {
        return new Inbound(refusal.stream(), refusal.arrivedAtMillis(), null, null, refusal);
    }

    public static Inbound heartbeat(EventStream stream, long arrivedAtMillis) {
        return new Inbound(stream, arrivedAtMillis, null, null, null);
    }

    public boolean isHeartbeat() {
        return activity == null && late == null && refusal == null;
    }
}
