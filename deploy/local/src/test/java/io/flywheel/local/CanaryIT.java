package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flywheel.local.flink.Listeners;
import io.flywheel.local.home.DataDirectory;
import io.flywheel.local.kafka.GuardedKafka;
import io.flywheel.local.kafka.KafkaSender;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.postgres.DatabaseAccess;
import io.flywheel.local.postgres.EmbeddedDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords that nobody else uses are given to a job as files, and then looked for everywhere that it leaves a trace. */
class CanaryIT {

    private static final Path PROGRAMS = Path.of("target", "programs").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String OF_THE_DATABASE = "kanarienvogel-der-datenbank-4711";
    private static final String OF_KAFKA = "kanarienvogel-der-themen-4712";
    private static final String WRITER = "flywheel_writer";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PAGE = Pattern.compile("Open\\s+(http://[^ ]+)");

    @TempDir
    private Path directory;

    private final Parts world = new Parts();
    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // started before each test
    private EmbeddedDatabase database;

    @SuppressWarnings("NullAway.Init")
    private GuardedKafka kafka;

    @SuppressWarnings("NullAway.Init")
    private Process job;

    @SuppressWarnings("NullAway.Init")
    private URI page;

    @BeforeEach
    void aJobThatIsLetInByPassword() throws Exception {
        Files.createDirectories(PROGRAMS);
        Path state = Files.createDirectories(directory.resolve("world"));
        Files.createSymbolicLink(state.resolve("programs"), PROGRAMS);
        DataDirectory home = world.start("data directory", () -> DataDirectory.take(state));
        database = world.start("PostgreSQL", () -> EmbeddedDatabase.start(home.postgres(), home.programs(), 0));
        new MomentumTables().migrate(database.access());
        execute("ALTER ROLE " + WRITER + " PASSWORD '" + OF_THE_DATABASE + "'");
        kafka = GuardedKafka.start(home.kafka(), "flywheel", OF_KAFKA);
        Path secrets = Files.createDirectories(directory.resolve("secrets"));
        Files.writeString(secrets.resolve("postgres-password"), OF_THE_DATABASE + "\n");
        Files.writeString(secrets.resolve("kafka-password"), OF_KAFKA + "\n");
        Path configuration = Files.writeString(
                directory.resolve("flywheel.yaml"),
                String.join(
                        "\n",
                        "kafka.bootstrap-servers: " + kafka.bootstrapServers(),
                        "kafka.security.protocol: sasl_ssl",
                        "kafka.security.username: flywheel",
                        "kafka.security.password-file: " + secrets.resolve("kafka-password"),
                        "kafka.security.trusted-certificates-file: " + kafka.certificate(),
                        "postgres.url: " + database.access().jdbcUrl(),
                        "postgres.user: " + WRITER,
                        "postgres.password-file: " + secrets.resolve("postgres-password")));
        Endpoints endpoints = new Configurations().endpoints(configuration, Map.of());
        kafka.createTopics(new LocalJob(JobKind.PIPELINE, endpoints.config()).topics());
        sendRefusedRecord(endpoints);
        start(configuration);
    }

    /** By the guarded door, so that the sender of commands is tried, too. */
    private static void sendRefusedRecord(Endpoints endpoints) {
        try (KafkaSender sender = new KafkaSender(endpoints.bootstrapServers(), endpoints.kafkaSecurity())) {
            sender.send(new OutgoingRecord(
                    "clickstream", null, "no event".getBytes(StandardCharsets.UTF_8), 1_772_323_200_000L));
            sender.heartbeats(List.of("clickstream", "deals", "support"), 1_772_323_900_000L);
            sender.flush();
        }
    }

    private void start(Path configuration) throws IOException {
        job = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx600m",
                        "-Djava.net.preferIPv4Stack=true",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GuardedRun.class.getName(),
                        directory.resolve("run").toString(),
                        configuration.toString())
                .redirectError(directory.resolve("stderr").toFile())
                .start();
        BufferedReader said = job.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        while (line != null && !PAGE.matcher(line).find()) {
            line = said.readLine();
        }
        assertThat(line).as("the run says where its page is").isNotNull();
        var found = PAGE.matcher(line);
        assertThat(found.find()).isTrue();
        page = URI.create(found.group(1));
    }

    @AfterEach
    void theWorldEnds() throws Exception {
        if (job != null) {
            job.destroy();
            job.waitFor();
        }
        if (kafka != null) {
            kafka.close();
        }
        world.close();
    }

    @Test
    void passwordsAreNowhereAndNothingListensBeyondLoopback() throws Exception {
        await().atMost(PATIENCE).ignoreExceptions().until(this::refusedRecordIsCounted);
        await().atMost(PATIENCE)
                .until(() -> files(directory.resolve("run")).stream().anyMatch(file -> file.endsWith("_metadata")));

        Map<String, String> traces = new LinkedHashMap<>();
        traces.putAll(answers());
        traces.put("process list", processList());
        traces.put(
                "environment",
                Files.readString(Path.of("/proc/" + job.pid() + "/environ"), StandardCharsets.ISO_8859_1));
        for (Path file : files(directory.resolve("run"))) {
            traces.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        traces.put("stderr", Files.readString(directory.resolve("stderr")));

        assertThat(traces).hasSizeGreaterThan(30);
        assertThat(traces.values().stream().anyMatch(text -> text.contains("postgres-password")))
                .as("the place of the password is seen, so its value would be")
                .isTrue();
        assertThat(traces)
                .allSatisfy((where, text) -> assertThat(text.contains(OF_THE_DATABASE) || text.contains(OF_KAFKA))
                        .as("a password in " + where)
                        .isFalse());
        assertThat(Listeners.of(Long.toString(job.pid()))).isNotEmpty();
        assertThat(Listeners.beyondLoopback(Long.toString(job.pid()))).isEmpty();
        assertThat(post("/jars/upload")).isEqualTo(404);
        assertThat(post("/jobs/" + jobId() + "/savepoints")).isNotEqualTo(200);
    }

    private boolean refusedRecordIsCounted() throws SQLException {
        return new MomentumTables().tally(database.access()).rejected() == 1;
    }

    private String jobId() throws Exception {
        return JSON.readTree(get("/jobs/overview")).at("/jobs/0/jid").asText();
    }

    /** What Flink's page and interface tell of the cluster, the job and its parts. */
    private Map<String, String> answers() throws Exception {
        String id = jobId();
        List<String> paths = new ArrayList<>(List.of(
                "/config",
                "/overview",
                "/datasets",
                "/jobmanager/config",
                "/jobmanager/environment",
                "/jobmanager/logs",
                "/jobmanager/log",
                "/jobmanager/stdout",
                "/jobmanager/thread-dump",
                "/jobmanager/metrics",
                "/jobs/overview",
                "/jobs/" + id,
                "/jobs/" + id + "/config",
                "/jobs/" + id + "/plan",
                "/jobs/" + id + "/exceptions",
                "/jobs/" + id + "/accumulators",
                "/jobs/" + id + "/checkpoints",
                "/jobs/" + id + "/checkpoints/config",
                "/jobs/" + id + "/jobmanager/config",
                "/jobs/" + id + "/jobmanager/environment",
                "/jobs/" + id + "/metrics",
                "/taskmanagers"));
        for (JsonNode vertex : JSON.readTree(get("/jobs/" + id)).get("vertices")) {
            String path = "/jobs/" + id + "/vertices/" + vertex.get("id").asText();
            paths.add(path);
            paths.add(path + "/subtasks/0");
            paths.add(path + "/metrics");
        }
        for (JsonNode worker : JSON.readTree(get("/taskmanagers")).get("taskmanagers")) {
            String path = "/taskmanagers/" + worker.get("id").asText();
            paths.addAll(List.of(path, path + "/logs", path + "/log", path + "/thread-dump", path + "/metrics"));
        }
        Map<String, String> answers = new LinkedHashMap<>();
        for (String path : paths) {
            answers.put(path, get(path));
        }
        return answers;
    }

    private String get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(page.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private int post(String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(page.resolve(path))
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static String processList() throws IOException {
        StringBuilder list = new StringBuilder();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(path -> path.getFileName().toString().matches("\\d+"))
                    .toList()) {
                try {
                    list.append(Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1))
                            .append('\n');
                } catch (IOException endedMeanwhile) {
                    list.append("-\n");
                }
            }
        }
        return list.toString();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException deletedMeanwhile) {
            return List.of();
        }
    }

    private void execute(String statement) throws SQLException {
        DatabaseAccess owner = database.access();
        try (Connection connection = owner.connect();
                Statement execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }
}
