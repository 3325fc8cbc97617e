package io.flywheel.local.operations;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers how far the jobs have come, from the tables of a running demo, of the last run, or of a configured PostgreSQL. */
public interface Freshness {

    /**
     * Every stage of every job.
     *
     * @param configuration where PostgreSQL is; null is the data directory's own
     * @param maxAge how old a stage's event time may be
     */
    Report read(@Nullable Path configuration, Path dataDirectory, Duration maxAge);

    /**
     * How far all have come.
     *
     * @param stale whether a stage is older than allowed, or none has written yet
     */
    record Report(boolean stale, double maxAgeSeconds, List<Stage> stages) {}

    /**
     * One stage of a job.
     *
     * @param watermarkAt event time up to which its rows are complete; null before its first and after its last event
     * @param ageSeconds how long ago that is by the clock of the database; null where {@code watermarkAt} is
     * @param ended whether its input has ended
     * @param updatedAt when its slowest part last said how far it is
     */
    record Stage(
            String job,
            String stage,
            @Nullable Instant watermarkAt,
            @Nullable Double ageSeconds,
            boolean ended,
            Instant updatedAt,
            boolean stale) {}
}
