package io.flywheel.domain.activity;

/**
 * A record that could not be taken, with what is needed to find and mend it.
 *
 * <p><b>Units:</b> {@code arrivedAtMillis} is the timestamp of the Kafka record; {@code payload} holds at most the first {@link #PAYLOAD_LIMIT} bytes of the value and
 * {@code payloadSize} tells its whole size, -1 if it had none. {@code detail} never repeats the payload.
 */
@SuppressWarnings("ArrayRecordComponent") // carried to the dead-letter topic, never compared
public record Refusal(
        EventStream stream,
        RejectReason reason,
        String detail,
        int partition,
        long offset,
        long arrivedAtMillis,
        byte[] payload,
        int payloadSize,
        String payloadSha256) {

    /** Bytes of a refused value that are kept. */
    public static final int PAYLOAD_LIMIT = 65_536;

    /** A refusal found after intake, where the bytes of the record are gone; topic, partition and offset still name it. */
    public static Refusal withoutPayload(Activity activity, RejectReason reason, String detail) {
        return new Refusal(
                activity.kind().stream(),
                reason,
                detail,
                activity.partition(),
                activity.offset(),
                activity.arrivedAtMillis(),
                new byte[0],
                -1,
                "");
    }
}
