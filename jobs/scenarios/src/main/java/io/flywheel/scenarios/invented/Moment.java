package io.flywheel.scenarios.invented;

import java.time.Instant;

/** The moment something happens: when it occurs, when it arrives, and what is going wrong in the company at that time. */
record Moment(long occurredAtMillis, long arrivedAtMillis, boolean checkoutBroken, boolean supportBehind) {

    Instant occurredAt() {
        return Instant.ofEpochMilli(occurredAtMillis);
    }
}
