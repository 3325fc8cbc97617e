package io.flywheel.local.kafka;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.home.LoopbackPorts;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker in this process, for one machine and one user.
 *
 * <p><b>Shape:</b> one node that is broker and controller, on loopback; what it holds survives {@link #close} and a new {@link #start} on the same
 * directory. Topics are made on purpose, never by accident. Records may carry any timestamp and are kept.
 * <p><b>Errors:</b> {@link Failure} with {@link ErrorCode#KAFKA_UNREACHABLE} or {@link ErrorCode#PORT_IN_USE}.
 */
public final class EmbeddedKafka implements AutoCloseable {

    /** Always the same, because a broker refuses a directory that another cluster wrote. */
    private static final String CLUSTER_ID = "Zmx5d2hlZWwtbG9jYWwtMQ";

    private static final RetryPolicy<Object> UNTIL_KNOWN = RetryPolicy.builder()
            .handleIf(failure -> failure.getCause() instanceof UnknownTopicOrPartitionException)
            .withMaxAttempts(-1)
            .withDelay(Duration.ofMillis(20))
            .withMaxDuration(Duration.ofSeconds(30))
            .build();

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts the broker; when this returns it answers.
     *
     * @param port the port on loopback, 0 for any free one
     */
    public static EmbeddedKafka start(Path directory, int port) {
        int chosen = LoopbackPorts.choose("Kafka", port);
        try {
            Files.createDirectories(directory);
            format(directory);
            int controllerPort = LoopbackPorts.choose("Kafka's controller", 0);
            KafkaConfig config = new KafkaConfig(BrokerSettings.of(directory, chosen, controllerPort), false);
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            server.startup();
            return new EmbeddedKafka(server, chosen);
        } catch (Exception e) { // the formatter declares nothing narrower, and the server throws whatever its parts do
            throw new Failure(
                    ErrorCode.KAFKA_UNREACHABLE,
                    "Kafka does not start in " + directory,
                    Failure.wordsOf(e),
                    "read the log; if the directory was damaged, delete it and start again",
                    e);
        }
    }

    private static void format(Path directory) throws Exception {
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(CLUSTER_ID)
                    .setControllerListenerName("CONTROLLER")
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(directory.toString())
                    .setIgnoreFormatted(true)
                    .run();
        }
    }

    public String bootstrapServers() {
        return LoopbackPorts.HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    /** Makes the topics that are not there yet; one that is there stays as it is. When this returns, all of them take records. */
    public void createTopics(Map<String, TopicSpec> topics) {
        createTopics(bootstrapServers(), topics);
    }

    /** The same at any broker that asks for nothing. */
    static void createTopics(String bootstrapServers, Map<String, TopicSpec> topics) {
        Map<String, Object> settings = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(settings)) {
            Set<String> present = admin.listTopics().names().get();
            Map<String, TopicSpec> missing = new HashMap<>(topics);
            missing.keySet().removeAll(present);
            List<NewTopic> created = missing.entrySet().stream()
                    .map(entry -> topic(entry.getKey(), entry.getValue()))
                    .collect(Collectors.toList());
            admin.createTopics(created).all().get();
            awaitLeaders(admin, created);
        } catch (ExecutionException e) {
            throw refused(topics.keySet(), e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(topics.keySet(), e);
        }
    }

    /**
     * A topic is made before the broker knows of it, and known before its partitions take records. A producer in a hurry would have its first batch turned away and its second stored, and
     * the broker then refuses the first for ever, as out of order.
     */
    private static void awaitLeaders(Admin admin, List<NewTopic> topics) throws ExecutionException {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (NewTopic topic : topics) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        try {
            Failsafe.with(UNTIL_KNOWN)
                    .get(() -> admin.listOffsets(partitions).all().get());
        } catch (FailsafeException e) {
            throw e.getCause() instanceof ExecutionException refusal ? refusal : new ExecutionException(e.getCause());
        }
    }

    private static NewTopic topic(String name, TopicSpec spec) {
        return new NewTopic(name, spec.partitions(), (short) 1).configs(spec.settings());
    }

    private static Failure refused(Set<String> topics, Throwable cause) {
        return new Failure(
                ErrorCode.KAFKA_UNREACHABLE,
                "the topics " + topics + " can not be created",
                Failure.wordsOf(cause),
                "read the log of the run",
                cause);
    }

    /** Stops the broker; its records stay in the directory. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
