package io.flywheel.local.alerts;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers which alerts there are, from the tables of a running demo, of the last run, or of a configured PostgreSQL. */
public interface Alerts {

    /**
     * The alerts that are open, what fires first, and within that the latest first.
     *
     * @param configuration where PostgreSQL is; null is the data directory's own
     * @param withResolved also those that are over
     */
    Listing list(@Nullable Path configuration, Path dataDirectory, boolean withResolved);

    /** Alerts. */
    record Listing(List<Line> alerts) {}

    /**
     * One run of an alert.
     *
     * <p><b>Units:</b> event time.
     *
     * @param value in the unit of the rule; null if it is not known
     * @param unit what it is a number of, by its word; null if the rule says none
     */
    record Line(
            String rule,
            String severity,
            String status,
            String subject,
            String summary,
            @Nullable Double value,
            Instant since,
            @Nullable Instant resolvedAt,
            String runbook,
            String fingerprint,
            long episode,
            @Nullable String unit) {}
}
