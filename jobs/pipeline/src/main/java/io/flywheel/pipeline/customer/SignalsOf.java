package io.flywheel.pipeline.customer;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.SignalRule;
import io.flywheel.domain.signal.StatedFacts;

/** Writes down what an activity meant, for the signal topic. */
public final class SignalsOf {

    private SignalsOf() {}

    /** One meaning of an accepted activity. */
    public static Signal activity(
            SignalRule rule, SignalKind kind, long weightThousandths, Activity activity, int catalogueVersion) {
        return new Signal(
                activity.customerId(),
                rule.name(),
                rule.side(),
                kind,
                weightThousandths,
                rule.halfLife().name(),
                rule.phase(),
                rule.department(),
                activity.channel(),
                activity.campaign(),
                activity.content(),
                activity.page(),
                activity.target(),
                activity.accountId(),
                activity.region(),
                activity.segment(),
                activity.plan(),
                activity.objectRef(),
                activity.eventId(),
                activity.source(),
                activity.occurredAtMillis(),
                catalogueVersion,
                StatedFacts.of(activity));
    }

    /** An accepted activity that means nothing by itself, so that whoever reads signals knows of every activity. */
    public static Signal note(Activity activity, int catalogueVersion) {
        return new Signal(
                activity.customerId(),
                activity.kind().qualifiedName(),
                Side.PUSH,
                SignalKind.NOTE,
                0,
                "",
                null,
                null,
                activity.channel(),
                activity.campaign(),
                activity.content(),
                activity.page(),
                activity.target(),
                activity.accountId(),
                activity.region(),
                activity.segment(),
                activity.plan(),
                activity.objectRef(),
                activity.eventId(),
                activity.source(),
                activity.occurredAtMillis(),
                catalogueVersion,
                StatedFacts.of(activity));
    }
}
