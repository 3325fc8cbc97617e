package io.flywheel.pipeline.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.pipeline.JobInvariants;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the partitions of a topic are written and read, each record is heard at exactly the time of its sender, and the records of a key in their order. */
class RelayedTimeTest {

    private static final int SENDERS = 3;
    private static final int PARTITIONS = 4;
    private static final int KEYS_OF_A_SENDER = 5;
    private static final int STEPS = 200;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aTopicBetweenChangesNeitherTimeNorOrder(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, List<String>> sent = new HashMap<>();
        List<Queue<Arrived<String>>> partitions = written(random, sent);
        Map<String, List<String>> heard = new HashMap<>();
        boolean isHeld = false;
        try (var flink = keepTime()) {
            List<PartitionTime> times = new ArrayList<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                times.add(new PartitionTime());
            }
            long told = Long.MIN_VALUE;
            while (partitions.stream().anyMatch(partition -> !partition.isEmpty())) {
                int partition = random.nextInt(PARTITIONS);
                for (int count = random.nextInt(40);
                        count > 0 && !partitions.get(partition).isEmpty();
                        count--) {
                    Arrived<String> arrived = partitions.get(partition).remove();
                    times.get(partition).hear(arrived);
                    if (!arrived.isHeartbeat()) {
                        flink.processElement(new StreamRecord<>(arrived));
                    }
                    isHeld |= flink.numKeyedStateEntries() > 0;
                    long time =
                            times.stream().mapToLong(its -> its.millis).min().orElse(0);
                    if (time > told) {
                        told = time;
                        flink.processWatermark(told);
                    }
                }
            }
            long now = Long.MIN_VALUE;
            for (Object each : flink.getOutput()) {
                if (each instanceof Watermark mark) {
                    assertThat(mark.getTimestamp()).isGreaterThanOrEqualTo(now);
                    now = mark.getTimestamp();
                } else {
                    String record = String.valueOf(((StreamRecord<?>) each).getValue());
                    heard.computeIfAbsent(keyOf(record), key -> new ArrayList<>())
                            .add(record + " at " + now);
                }
            }
        }
        assertThat(heard).as("seed %d", seed).isEqualTo(sent);
        assertThat(isHeld).as("the partitions were read unevenly").isTrue();
    }

    /** The partitions as several senders write them, each with keys and a pace of its own. */
    private static List<Queue<Arrived<String>>> written(SplittableRandom random, Map<String, List<String>> sent)
            throws Exception {
        List<Queue<Stamped<String>>> senders = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            senders.add(new ArrayDeque<>(stamped(sender, random, sent)));
        }
        List<Queue<Arrived<String>>> partitions = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            partitions.add(new ArrayDeque<>());
        }
        while (senders.stream().anyMatch(sender -> !sender.isEmpty())) {
            Queue<Stamped<String>> sender = senders.get(random.nextInt(SENDERS));
            for (int count = random.nextInt(60); count > 0 && !sender.isEmpty(); count--) {
                Stamped<String> record = sender.remove();
                String content = record.content();
                int partition = content == null
                        ? record.partition()
                        : Math.floorMod(keyOf(content).hashCode(), PARTITIONS);
                if (partition < PARTITIONS) {
                    partitions.get(partition).add(new Arrived<>(0, content, record.clock()));
                }
            }
        }
        return partitions;
    }

    private static List<Stamped<String>> stamped(int sender, SplittableRandom random, Map<String, List<String>> sent)
            throws Exception {
        try (var stamp = new OneInputStreamOperatorTestHarness<>(
                new StampRecords<String>(), JobInvariants.MAX_PARALLELISM, SENDERS, sender)) {
            stamp.open();
            long time = Long.MIN_VALUE;
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(4) == 0) {
                    time = Math.max(0, time) + random.nextInt(1, 50);
                    stamp.processWatermark(time);
                } else {
                    String key = sender + "-" + random.nextInt(KEYS_OF_A_SENDER);
                    String record = key + " " + step;
                    stamp.processElement(new StreamRecord<>(record));
                    sent.computeIfAbsent(key, its -> new ArrayList<>()).add(record + " at " + time);
                }
            }
            stamp.processWatermark(STEPS * 50);
            return stamp.extractOutputValues();
        }
    }

    private static String keyOf(String record) {
        return record.substring(0, record.indexOf(' '));
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Arrived<String>, String> keepTime() throws Exception {
        var flink = new KeyedOneInputStreamOperatorTestHarness<String, Arrived<String>, String>(
                new KeepTime<>(new HeldText()),
                arrived -> keyOf(arrived.present()),
                Types.STRING,
                JobInvariants.MAX_PARALLELISM,
                1,
                0);
        flink.setup(Types.STRING.createSerializer(new SerializerConfigImpl()));
        flink.open();
        return flink;
    }

    /** The time of one partition. */
    private static final class PartitionTime implements WatermarkOutput {
        private final SendersClock<String> clock = new SendersClock<>(0);
        private long millis = Long.MIN_VALUE;

        void hear(Arrived<String> arrived) {
            clock.onEvent(arrived, 0, this);
        }

        @Override
        public void emitWatermark(org.apache.flink.api.common.eventtime.Watermark watermark) {
            millis = watermark.getTimestamp();
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    }
}
