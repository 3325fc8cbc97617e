package io.flywheel.local.oracle;

import java.time.Duration;
import java.util.Set;

/**
 * What the product's own settings of its detectors say other than the pages of docs/reference: which sources keep no promises, because they do not tell replies, and how long an order takes a left
 * checkout back.
 *
 * <p>All other thresholds are the defaults of those pages, and written where they are used.
 */
record Thresholds(Set<String> sourcesWithoutPromises, long checkoutRecoveryMillis) {

    /** Those of a run that names no settings. */
    static final Thresholds BUILT_IN =
            new Thresholds(Set.of("servicenow"), Duration.ofHours(24).toMillis());

    boolean hasPromises(String source) {
        return !sourcesWithoutPromises.contains(source);
    }
}
