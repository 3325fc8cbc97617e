package io.flywheel.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.home.LoopbackPorts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    private static final long LONG_AGO = Instant.parse("2010-12-01T08:26:00Z").toEpochMilli();
    private static final long FAR_AHEAD = Instant.parse("2099-01-01T00:00:00Z").toEpochMilli();

    @TempDir
    private Path directory;

    private EmbeddedKafka kafka;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void recordsOfAnyTimeAreKeptAndSurviveARestart() {
        kafka.createTopics(Map.of("clickstream", TopicSpec.of(3)));
        try (KafkaSender sender = new KafkaSender(kafka.bootstrapServers())) {
            for (long timestamp : List.of(LONG_AGO, 0L, FAR_AHEAD)) {
                sender.send(
                        new OutgoingRecord("clickstream", bytes("c1"), bytes("v"), timestamp, Map.of("h", bytes("x"))));
            }
            sender.flush();
            assertThat(sender.acknowledged()).isEqualTo(3);
        }
        kafka.close();
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        List<ConsumerRecord<byte[], byte[]>> kept = read("clickstream", 3);
        assertThat(kept).extracting(ConsumerRecord::timestamp).containsExactly(LONG_AGO, 0L, FAR_AHEAD);
        assertThat(kept)
                .allSatisfy(entry ->
                        assertThat(entry.headers().lastHeader("h").value()).isEqualTo(bytes("x")));
    }

    @Test
    void aHeartbeatReachesEveryPartition() {
        kafka.createTopics(Map.of("deals", TopicSpec.of(4), "support", TopicSpec.of(2)));
        try (KafkaSender sender = new KafkaSender(kafka.bootstrapServers())) {
            sender.heartbeats(List.of("deals", "support"), LONG_AGO);
            sender.flush();
            assertThat(sender.acknowledged()).isEqualTo(6);
        }
        List<ConsumerRecord<byte[], byte[]>> beats = new ArrayList<>(read("deals", 4));
        beats.addAll(read("support", 2));
        assertThat(beats)
                .extracting(beat -> beat.topic() + beat.partition())
                .containsExactlyInAnyOrder("deals0", "deals1", "deals2", "deals3", "support0", "support1");
        assertThat(beats).allSatisfy(beat -> {
            assertThat(beat.key()).isNull();
            assertThat(beat.value()).isEmpty();
            assertThat(beat.timestamp()).isEqualTo(LONG_AGO);
            assertThat(beat.headers().lastHeader(KafkaSender.HEARTBEAT_HEADER)).isNotNull();
        });
    }

    @Test
    void aRecordOfTenMegabytesIsTakenAndOneOfTwentyIsRefused() {
        kafka.createTopics(Map.of("clickstream", TopicSpec.of(1)));
        try (KafkaSender sender = new KafkaSender(kafka.bootstrapServers())) {
            sender.send(new OutgoingRecord("clickstream", null, incompressible(10_000_000), LONG_AGO));
            sender.flush();
            assertThat(sender.acknowledged()).isEqualTo(1);
            sender.send(new OutgoingRecord("clickstream", null, incompressible(20_000_000), LONG_AGO));
            assertThatThrownBy(sender::flush)
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("Kafka did not take a record");
        }
    }

    @Test
    void topicsAreMadeOnPurposeOnly() throws Exception {
        kafka.createTopics(Map.of("deals", TopicSpec.of(2)));
        kafka.createTopics(Map.of("deals", TopicSpec.of(5), "momentum", TopicSpec.compacted(1)));
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get()).containsExactlyInAnyOrder("deals", "momentum");
            var described =
                    admin.describeTopics(Set.of("deals")).allTopicNames().get();
            assertThat(described)
                    .hasEntrySatisfying(
                            "deals", deals -> assertThat(deals.partitions()).hasSize(2));
        }
    }

    @Test
    void topicsJustMadeTakeTheRecordsOfASenderInAHurryInOrder() {
        Map<String, TopicSpec> topics = IntStream.range(0, 40)
                .boxed()
                .collect(Collectors.toMap(number -> "topic-" + number, number -> TopicSpec.of(8)));
        kafka.createTopics(topics);
        try (KafkaSender sender = new KafkaSender(kafka.bootstrapServers(), Map.of("linger.ms", "0"))) {
            for (long beat = 0; beat < 20; beat++) {
                sender.heartbeats(topics.keySet(), beat);
            }
            sender.flush();
            assertThat(sender.acknowledged()).isEqualTo(20 * 40 * 8);
        }
    }

    @Test
    void aTakenPortIsNamed() {
        assertThatThrownBy(() -> EmbeddedKafka.start(directory.resolve("second"), kafka.port()))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.PORT_IN_USE);
                    assertThat(failure.what()).contains("Kafka", LoopbackPorts.HOST + ":" + kafka.port());
                });
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic, int expected) {
        Properties settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .collect(Collectors.toList());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long giveUpAt = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (found.size() < expected && System.nanoTime() < giveUpAt) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        assertThat(found).hasSize(expected);
        return found;
    }

    private static byte[] incompressible(int size) {
        byte[] content = new byte[size];
        new java.util.SplittableRandom(7).nextBytes(content);
        return content;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
