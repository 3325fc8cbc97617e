package io.flywheel.pipeline.intake;

import io.flywheel.domain.activity.EventStream;
import java.util.Locale;

/** The job stopped itself because more records were refused than can be right. */
public final class RejectFloodException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RejectFloodException(EventStream stream, int refusals, double ratio) {
        super(String.format(
                Locale.ROOT,
                "REJECT_FLOOD: %d of the last %d records of topic %s were refused, more than intake.reject-flood-ratio = %s allows; "
                        + "look at the reasons in the dead-letter topic, mend the producer or the schema, and start the job again: nothing is lost. "
                        + "See docs/runbooks/rejected-records.md",
                refusals,
                RejectFlood.WINDOW,
                stream.word(),
                ratio));
    }
}
