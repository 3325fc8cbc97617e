package io.flywheel.local.evaluation;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Scores customers at moments and writes the scores with their reasons. */
public interface Score {

    /**
     * What is to be scored.
     *
     * @param moments CSV with the columns customer_id and as_of
     * @param model null is the built-in one
     */
    record Request(
            String source,
            Path events,
            Path moments,
            @Nullable Path model,
            Path out) {}

    /** What came of it. */
    record Report(long events, long accepted, int scored, int unknownCustomers, String modelVersion, String out) {}

    Report score(Request request);
}
