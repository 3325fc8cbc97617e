package io.flywheel.local.explain;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Answers why one customer stands where they stand, from the tables of a running demo, of the last run, or of a configured PostgreSQL. */
public interface Explain {

    /**
     * Reads one customer.
     *
     * @param configuration where PostgreSQL is; null is the data directory's own
     */
    Explanation explain(String customerId, @Nullable Path configuration, Path dataDirectory);
}
