package io.flywheel.app.encode;

import io.flywheel.domain.activity.Refusal;
import io.flywheel.schema.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Writes refusals as the contract of the dead-letter topic has them. */
public final class DeadLetters {

    private DeadLetters() {}

    /** The record; {@code topic} is the name of the topic that the refused record lies in. */
    public static DeadLetter of(Refusal refusal, String topic) {
        return DeadLetter.newBuilder()
                .setReason(refusal.reason().name())
                .setDetail(refusal.detail())
                .setTopic(topic)
                .setPartition(refusal.partition())
                .setOffset(refusal.offset())
                .setArrivedAt(Instant.ofEpochMilli(refusal.arrivedAtMillis()))
                .setPayload(ByteBuffer.wrap(refusal.payload()))
                .setPayloadSize(refusal.payloadSize())
                .setPayloadSha256(refusal.payloadSha256())
                .build();
    }

    /** Names the refused record, so that one refused twice after a restart can be told. */
    public static String key(Refusal refusal, String topic) {
        return topic + "|" + refusal.partition() + "|" + refusal.offset();
    }
}
