package io.flywheel.local.oracle;

import io.flywheel.domain.signal.SignalRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of the signal topic, as far as a window counts it.
 *
 * <p><b>Shape:</b> without a rule it is a note; an opening or closing of a standing condition is no impulse and weighs nothing.
 */
record WheelRecord(@Nullable SignalRule rule, boolean isImpulse, long thousandths) {

    /** What an event tells there: at least one record. A signal that weighs nothing is no impulse. */
    static List<WheelRecord> of(PlainEvent event, Meaning meaning) {
        List<WheelRecord> records = new ArrayList<>();
        for (SignalRule rule : meaning.given(event)) {
            long thousandths = Meaning.thousandths(rule, event);
            if (thousandths != 0) {
                records.add(new WheelRecord(rule, true, thousandths));
            }
            if (rule.standing() != null) {
                records.add(new WheelRecord(rule, false, 0));
            }
        }
        meaning.closed(event).forEach(rule -> records.add(new WheelRecord(rule, false, 0)));
        if (records.isEmpty()) {
            records.add(new WheelRecord(null, false, 0));
        }
        return records;
    }
}
