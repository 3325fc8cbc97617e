package io.flywheel.local.kafka;

import io.flywheel.local.home.LoopbackPorts;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A broker that lets in only who speaks TLS, trusts its certificate and proves a password by SCRAM; beside it a door for the test itself. */
public final class GuardedKafka implements AutoCloseable {

    private static final String STORE_PASSWORD = "changeit";

    private final KafkaRaftServer server;
    private final int guardedPort;
    private final int openPort;
    private final Path certificate;

    private GuardedKafka(KafkaRaftServer server, int guardedPort, int openPort, Path certificate) {
        this.server = server;
        this.guardedPort = guardedPort;
        this.openPort = openPort;
        this.certificate = certificate;
    }

    public static GuardedKafka start(Path directory, String user, String password) throws Exception {
        Files.createDirectories(directory);
        Path keys = directory.resolveSibling("broker.p12");
        Path certificate = directory.resolveSibling("broker.pem");
        keytool(
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                STORE_PASSWORD);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "broker",
                "-keystore",
                keys.toString(),
                "-storepass",
                STORE_PASSWORD,
                "-file",
                certificate.toString());
        int guardedPort = LoopbackPorts.choose("Kafka", 0);
        int openPort = LoopbackPorts.choose("Kafka's other door", 0);
        int controllerPort = LoopbackPorts.choose("Kafka's controller", 0);
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId("Zmx5d2hlZWwtbG9jYWwtMg")
                    .setControllerListenerName("CONTROLLER")
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(directory.toString())
                    .setScramArguments(List.of("SCRAM-SHA-512=[name=%s,password=%s]".formatted(user, password)))
                    .run();
        }
        Map<String, String> settings = new HashMap<>(BrokerSettings.of(directory, guardedPort, controllerPort));
        String guarded = "GUARDED://127.0.0.1:" + guardedPort;
        String open = "OPEN://127.0.0.1:" + openPort;
        settings.put("listeners", guarded + "," + open + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", guarded + "," + open);
        settings.put("inter.broker.listener.name", "OPEN");
        settings.put("listener.security.protocol.map", "GUARDED:SASL_SSL,OPEN:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put(
                "listener.name.guarded.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.location", keys.toString());
        settings.put("ssl.keystore.password", STORE_PASSWORD);
        settings.put("ssl.key.password", STORE_PASSWORD);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
        return new GuardedKafka(server, guardedPort, openPort, certificate);
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    /** Where one must prove who one is. */
    public String bootstrapServers() {
        return "127.0.0.1:" + guardedPort;
    }

    /** By the door of the test. */
    public void createTopics(Map<String, TopicSpec> topics) {
        EmbeddedKafka.createTopics("127.0.0.1:" + openPort, topics);
    }

    /** The certificate of the broker, as PEM. */
    public Path certificate() {
        return certificate;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
