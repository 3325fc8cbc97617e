package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.app.decode.BundledSchemas;
import io.flywheel.app.encode.WireFormat;
import io.flywheel.app.kafka.TopicNames;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.Stream;
import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.ClickstreamType;
import io.flywheel.schema.DeadLetter;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.DealType;
import io.flywheel.schema.SupportEvent;
import io.flywheel.schema.SupportType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad records on every topic, between good ones: each is found once in the dead-letter topic with its reason, and nothing else happens. */
class PoisonIT {

    private static final long NOW = Instant.parse("2026-05-04T12:00:00Z").toEpochMilli();
    private static final int PARTITIONS = 4;

    @TempDir
    private Path directory;

    private final BundledSchemas schemas = new BundledSchemas();

    @Test
    void badRecordsAreSetAsideAndTheirNeighboursCount() throws Exception {
        List<OutgoingRecord> records = new ArrayList<>();
        Map<Stream, Map<String, RejectReason>> expected = new HashMap<>();
        for (Stream stream : Stream.values()) {
            Map<String, RejectReason> reasons = new LinkedHashMap<>();
            expected.put(stream, reasons);
            corpus(stream).forEach((value, reason) -> {
                int number = reasons.size();
                records.add(good(stream, "before-" + number, number));
                records.add(new OutgoingRecord(
                        stream.topic(), ("k" + number).getBytes(StandardCharsets.UTF_8), value.bytes(), NOW + number));
                records.add(good(stream, "after-" + number, number));
                reasons.put(value.name(), reason);
            });
        }
        try (RunningJob running = new RunningJob(directory.resolve("state"))) {
            running.sendAll(records);
            Map<String, DeadLetter> letters = deadLetters(running);
            long bad = expected.values().stream().mapToLong(Map::size).sum();
            assertThat(running.restarts()).isZero();
            assertThat(running.tally().rejected()).isEqualTo(bad);
            assertThat(running.tally().accepted()).isEqualTo(2 * bad);
            assertThat(letters).hasSize((int) bad);
            Map<String, Long> byReason = new HashMap<>();
            expected.values()
                    .forEach(reasons ->
                            reasons.values().forEach(reason -> byReason.merge(reason.name(), 1L, Long::sum)));
            assertThat(running.tally().rejectedByReason()).containsExactlyInAnyOrderEntriesOf(byReason);
            Map<String, Long> inTopic = new HashMap<>();
            letters.values().forEach(letter -> inTopic.merge(letter.getReason(), 1L, Long::sum));
            assertThat(inTopic).containsExactlyInAnyOrderEntriesOf(byReason);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // told apart by name
    private record Poison(String name, byte[] bytes) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Poison poison && poison.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    private Map<Poison, RejectReason> corpus(Stream stream) {
        byte[] valid = bytes(event(stream, "c-1", "valid-" + stream, NOW));
        Map<Poison, RejectReason> corpus = new LinkedHashMap<>();
        corpus.put(new Poison("empty", new byte[0]), RejectReason.EMPTY_VALUE);
        corpus.put(new Poison("one byte", new byte[] {0}), RejectReason.NOT_WIRE_FORMAT);
        corpus.put(new Poison("other magic", with(valid, 0, 7)), RejectReason.NOT_WIRE_FORMAT);
        corpus.put(new Poison("other type", with(valid, 4, stream == Stream.DEALS ? 1 : 2)), RejectReason.WRONG_SCHEMA);
        corpus.put(new Poison("unknown id", with(valid, 3, 9)), RejectReason.UNKNOWN_SCHEMA);
        corpus.put(new Poison("negative id", with(valid, 1, 0xFF)), RejectReason.UNKNOWN_SCHEMA);
        corpus.put(new Poison("truncated", Arrays.copyOf(valid, valid.length - 3)), RejectReason.MALFORMED);
        corpus.put(new Poison("trailing", Arrays.copyOf(valid, valid.length + 3)), RejectReason.TRAILING_BYTES);
        corpus.put(new Poison("huge text", hugeText(valid)), RejectReason.MALFORMED);
        corpus.put(new Poison("too large", Arrays.copyOf(valid, (1 << 20) + 1)), RejectReason.TOO_LARGE);
        corpus.put(new Poison("random", random(valid)), RejectReason.MALFORMED);
        corpus.put(
                new Poison("no customer", bytes(event(stream, "", "no-customer", NOW))), RejectReason.MISSING_CUSTOMER);
        corpus.put(
                new Poison("control", bytes(event(stream, "c\u0000", "control", NOW))), RejectReason.INVALID_CUSTOMER);
        corpus.put(
                new Poison("long", bytes(event(stream, "c".repeat(10_000), "long", NOW))),
                RejectReason.INVALID_CUSTOMER);
        corpus.put(
                new Poison(
                        "year 9999",
                        bytes(event(
                                stream,
                                "c-1",
                                "wild",
                                Instant.parse("9999-12-31T00:00:00Z").toEpochMilli()))),
                RejectReason.TIMESTAMP_IN_FUTURE);
        corpus.put(
                new Poison("least time", bytes(event(stream, "c-1", "least", Long.MIN_VALUE))),
                RejectReason.TIMESTAMP_OUT_OF_RANGE);
        corpus.put(
                new Poison("seconds", bytes(event(stream, "c-1", "seconds", NOW / 1000))),
                RejectReason.TIMESTAMP_OUT_OF_RANGE);
        return corpus;
    }

    private static byte[] with(byte[] valid, int place, int value) {
        byte[] changed = valid.clone();
        changed[place] = (byte) value;
        return changed;
    }

    /** The first text claims to be two gigabytes long. */
    private static byte[] hugeText(byte[] valid) {
        byte[] huge = Arrays.copyOf(valid, 16);
        System.arraycopy(new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F}, 0, huge, 5, 5);
        return huge;
    }

    private static byte[] random(byte[] valid) {
        byte[] random = new byte[64];
        SplittableRandom source = new SplittableRandom(11);
        for (int i = 0; i < random.length; i++) {
            random[i] = (byte) (0x81 | source.nextInt(256));
        }
        System.arraycopy(valid, 0, random, 0, 5);
        return random;
    }

    private OutgoingRecord good(Stream stream, String customerId, int number) {
        RecordedEvent event = event(stream, customerId, "good-" + stream + customerId, NOW + number);
        return new OutgoingRecord(
                stream.topic(), customerId.getBytes(StandardCharsets.UTF_8), bytes(event), NOW + number);
    }

    private byte[] bytes(RecordedEvent event) {
        WireFormat<SpecificRecord> format = new WireFormat<>(
                schemas.idFor(event.stream().topic(), event.stream().schema()),
                event.stream().schema());
        return format.write(event.payload());
    }

    private static RecordedEvent event(Stream stream, String customerId, String eventId, long occurredAtMillis) {
        Instant at = Instant.ofEpochMilli(occurredAtMillis);
        return switch (stream) {
            case CLICKSTREAM ->
                RecordedEvent.of(
                        ClickstreamEvent.newBuilder()
                                .setEventId(eventId)
                                .setSource("test")
                                .setOccurredAt(at)
                                .setCustomerId(customerId)
                                .setType(ClickstreamType.page_view)
                                .build(),
                        NOW);
            case DEALS ->
                RecordedEvent.of(
                        DealEvent.newBuilder()
                                .setEventId(eventId)
                                .setSource("test")
                                .setOccurredAt(at)
                                .setCustomerId(customerId)
                                .setType(DealType.created)
                                .build(),
                        NOW);
            case SUPPORT ->
                RecordedEvent.of(
                        SupportEvent.newBuilder()
                                .setEventId(eventId)
                                .setSource("test")
                                .setOccurredAt(at)
                                .setCustomerId(customerId)
                                .setType(SupportType.ticket_opened)
                                .build(),
                        NOW);
        };
    }

    private static Map<String, DeadLetter> deadLetters(RunningJob running) throws IOException {
        TopicNames names = TopicNames.of(running.endpoints.config());
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                running.kafka.bootstrapServers(),
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                32 << 20);
        Map<String, DeadLetter> letters = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Collection<TopicPartition> partitions = consumer.partitionsFor(names.deadLetters()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    DeadLetter letter = read(record.value());
                    String key = new String(record.key(), StandardCharsets.UTF_8);
                    assertThat(key)
                            .isEqualTo(letter.getTopic() + "|" + letter.getPartition() + "|" + letter.getOffset());
                    assertThat(letter.getPartition()).isBetween(0, PARTITIONS - 1);
                    assertThat(letters.put(key, letter)).as(key).isNull();
                }
            }
        }
        return letters;
    }

    private static DeadLetter read(byte[] value) throws IOException {
        return new SpecificDatumReader<DeadLetter>(DeadLetter.getClassSchema())
                .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
    }
}
