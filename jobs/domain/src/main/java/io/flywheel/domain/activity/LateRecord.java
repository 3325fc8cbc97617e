package io.flywheel.domain.activity;

/** A record that came more than the allowed time after it happened, kept byte for byte so that it can be sent again. */
@SuppressWarnings("ArrayRecordComponent") // carried to the late topic, never compared
public record LateRecord(
        EventStream stream, String customerId, int partition, long offset, long arrivedAtMillis, byte[] value) {}
