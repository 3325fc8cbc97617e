package io.flywheel.domain.customer;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.SignalRule;

/** Is told every signal that an activity gives while it is folded. */
@FunctionalInterface
public interface SignalListener {

    /** Takes nothing down. */
    SignalListener NONE = (rule, kind, weightThousandths, activity) -> {};

    void signal(SignalRule rule, SignalKind kind, long weightThousandths, Activity activity);
}
