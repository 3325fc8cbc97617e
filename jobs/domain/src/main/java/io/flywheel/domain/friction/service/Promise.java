package io.flywheel.domain.friction.service;

import io.flywheel.domain.activity.ActivityKind;
import org.jspecify.annotations.Nullable;

/** What somebody who asks for help may expect in time. The order is that of the packed clocks of a ticket. */
enum Promise {
    FIRST_RESPONSE(ActivityKind.FIRST_RESPONSE_MISSED, ActivityKind.RESPONSE_GIVEN),
    NEXT_RESPONSE(ActivityKind.NEXT_RESPONSE_MISSED, ActivityKind.RESPONSE_GIVEN),
    RESOLUTION(ActivityKind.RESOLUTION_MISSED, ActivityKind.RESOLUTION_GIVEN);

    private final ActivityKind missed;
    private final ActivityKind given;

    Promise(ActivityKind missed, ActivityKind given) {
        this.missed = missed;
        this.given = given;
    }

    /** What is found when it is broken. */
    ActivityKind missed() {
        return missed;
    }

    /** What is found when it is kept after all. */
    ActivityKind given() {
        return given;
    }

    @Nullable
    ServiceTarget target(ServiceTargets targets) {
        return switch (this) {
            case FIRST_RESPONSE -> targets.firstResponse();
            case NEXT_RESPONSE -> targets.nextResponse();
            case RESOLUTION -> targets.resolution();
        };
    }
}
