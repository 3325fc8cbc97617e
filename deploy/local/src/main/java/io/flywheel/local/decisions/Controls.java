package io.flywheel.local.decisions;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the jobs what people decide about alerts and settings, and tells people what becomes of alerts.
 *
 * <p><b>Errors:</b> {@link io.flywheel.local.failure.Failure} if Kafka does not answer or what is to be decided makes no sense.
 *
 * <p><b>Source:</b> docs/reference/control.md.
 */
public interface Controls {

    /** Publishes a file of rules as their next version; it holds from a moment of event time on, from now on if that is null. */
    Published rules(Place place, Path file, @Nullable Instant from, String author);

    /** Publishes a file of settings as their next version; it holds from a moment of event time on, from a little later than now if that is null. */
    Published setting(Place place, Setting setting, Path file, @Nullable Instant from, String author);

    /** Every version of rules and settings that was ever sent, with what became of it, in its order. */
    List<Version> versions(Place place);

    /** Says that somebody takes care of the run of an alert; of its latest run if that is null. The fingerprint may be cut as long as it is unique. */
    Published acknowledge(Place place, String fingerprint, @Nullable Long episode, String author);

    /** Lets nobody be told of alerts whose labels match all of some matchers, from now on for a while. */
    Published silence(Place place, List<String> matchers, Duration lasts, String author, String comment);

    /** Ends a silence early. */
    Published endSilence(Place place, String id, String author);

    /** Tells every change of every alert from now on, as CloudEvents in JSON, until it is told to end. */
    void tail(Place place, Consumer<String> told, BooleanSupplier ends);

    /** What decides how the jobs count, each a file. */
    enum Setting {
        CATALOGUE,
        DETECTORS,
        MODEL
    }

    /**
     * A version of rules or settings, and what became of it.
     *
     * <p><b>Units:</b> event time.
     */
    record Version(
            String kind,
            int version,
            Instant effectiveFrom,
            @Nullable Instant effectiveTo,
            String author,
            String verdict,
            @Nullable String reason) {}

    /**
     * Where the jobs are.
     *
     * @param configuration names their Kafka and PostgreSQL; null is the demo that runs in the data directory
     */
    record Place(@Nullable Path configuration, Path dataDirectory) {}

    /**
     * A decision, and what became of it.
     *
     * <p><b>Units:</b> event time.
     *
     * @param verdict accepted, known or refused; sent if no job has judged it yet
     * @param reason why it was refused; null if it was not
     */
    record Published(
            String kind,
            String id,
            int version,
            Instant effectiveFrom,
            @Nullable Instant effectiveTo,
            String verdict,
            @Nullable String reason) {}
}
