package io.flywheel.pipeline.rehearsal;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.LateRecord;
import io.flywheel.domain.activity.Refusal;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.pipeline.intake.Inbound;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A history as three streams of {@link #PARTITIONS} partitions each, with late and refused records and heartbeats among the activities; a heartbeat at {@link History#END} is the last record of
 * every partition.
 *
 * <p><b>Shape:</b> a customer's activities of one stream lie in one partition, in order of arrival.
 */
public record InboundLog(History history) implements Serializable {

    public static final int PARTITIONS = 4;

    public List<Inbound> partition(EventStream stream, int partition) {
        int place = stream.ordinal() * PARTITIONS + partition;
        SplittableRandom random = new SplittableRandom(history.seed() * 31 + place);
        List<Inbound> log = new ArrayList<>();
        long offset = 0;
        for (Activity activity : history.list()) {
            if (activity.kind().stream() != stream
                    || Math.floorMod(activity.customerId().hashCode(), PARTITIONS) != partition) {
                continue;
            }
            long arrivedAt = activity.arrivedAtMillis();
            switch (random.nextInt(12)) {
                case 0 -> log.add(Inbound.of(refusal(stream, partition, offset++, arrivedAt)));
                case 1 ->
                    log.add(Inbound.of(
                            new LateRecord(stream, "customer", partition, offset++, arrivedAt, new byte[] {1})));
                case 2 -> log.add(Inbound.heartbeat(stream, arrivedAt));
                default -> {
                    // nothing in between
                }
            }
            log.add(Inbound.of(activity));
        }
        log.add(Inbound.heartbeat(stream, History.END));
        return log;
    }

    /** Every record of every partition. */
    public List<Inbound> all() {
        List<Inbound> all = new ArrayList<>();
        for (EventStream stream : EventStream.values()) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                all.addAll(partition(stream, partition));
            }
        }
        return all;
    }

    private static Refusal refusal(EventStream stream, int partition, long offset, long arrivedAt) {
        RejectReason reason = offset % 2 == 0 ? RejectReason.MALFORMED : RejectReason.EMPTY_VALUE;
        return new Refusal(stream, reason, "", partition, offset, arrivedAt, new byte[0], -1, "");
    }
}
