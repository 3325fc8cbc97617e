package io.flywheel.domain.friction.service;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The targets of tickets of one priority. A target that is left out is never missed. */
public record ServiceTargets(
        @Nullable ServiceTarget firstResponse,
        @Nullable ServiceTarget nextResponse,
        @Nullable ServiceTarget resolution) {

    /** No targets at all. */
    public static final ServiceTargets NONE = new ServiceTargets(null, null, null);

    /** Hours of business time, the same for the first response and each next one. */
    public static ServiceTargets ofHours(int response, int resolution) {
        ServiceTarget answer = ServiceTarget.inBusinessTime(Duration.ofHours(response));
        return new ServiceTargets(answer, answer, ServiceTarget.inBusinessTime(Duration.ofHours(resolution)));
    }
}
