package io.flywheel.pipeline.intake;

/** A record that came by a topic. */
public interface Arrival {

    /** Timestamp of the record. */
    long arrivedAtMillis();

    /** Whether it says nothing but what time it is. */
    boolean isHeartbeat();
}
