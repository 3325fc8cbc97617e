package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.flywheel.local.flink.LocalFlink;
import io.flywheel.local.home.DataDirectory;
import io.flywheel.local.home.LoopbackPorts;
import io.flywheel.local.kafka.EmbeddedKafka;
import io.flywheel.local.kafka.KafkaSender;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job with the reporters of deploy/prometheus/flink-metrics.yaml says what the rules listen to. */
class MetricsIT {

    private static final Path PROGRAMS = Path.of("target", "programs").toAbsolutePath();
    private static final Path PROMETHEUS =
            Path.of("..", "prometheus").toAbsolutePath().normalize();
    private static final Pattern METRIC = Pattern.compile("\\bflink_[a-zA-Z_]+\\b");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    private final Parts world = new Parts();
    private final Queue<String> collected = new ConcurrentLinkedQueue<>();

    @AfterEach
    void theWorldEnds() {
        world.close();
    }

    @Test
    void everyMetricOfTheRulesIsReportedToPrometheusAndOursToOpenTelemetryToo() throws Exception {
        int port = LoopbackPorts.choose("Prometheus", 0);
        HttpServer collector = collector();
        world.start("collector", () -> () -> collector.stop(0));
        Configuration reporters = reporters();
        reporters.setString("metrics.reporter.prom.port", Integer.toString(port));
        reporters.setString(
                "metrics.reporter.otel.exporter.endpoint",
                "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/metrics");
        reporters.setString("metrics.reporter.otel.exporter.protocol", "HTTP");
        reporters.setString("metrics.reporter.otel.interval", "1 s");
        startJob(reporters);

        Set<String> wanted = names(Files.readString(PROMETHEUS.resolve("flywheel.rules.yml")));
        assertThat(wanted).hasSizeGreaterThan(12);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(wanted).isSubsetOf(names(scrape(port))));
        assertThat(scrape(port)).contains("job_name=\"flywheel-momentum\"");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(collected).anyMatch(body -> body.contains("accepted_total")));
    }

    /** What a user would put into Flink's configuration, read by Flink. */
    private Configuration reporters() throws IOException {
        Path conf = Files.createDirectories(directory.resolve("conf"));
        Files.copy(PROMETHEUS.resolve("flink-metrics.yaml"), conf.resolve(GlobalConfiguration.FLINK_CONF_FILENAME));
        return GlobalConfiguration.loadConfiguration(conf.toString());
    }

    private void startJob(Configuration reporters) throws IOException {
        Files.createDirectories(PROGRAMS);
        Path state = Files.createDirectories(directory.resolve("world"));
        Files.createSymbolicLink(state.resolve("programs"), PROGRAMS);
        DataDirectory home = world.start("data directory", () -> DataDirectory.take(state));
        EmbeddedDatabase database =
                world.start("PostgreSQL", () -> EmbeddedDatabase.start(home.postgres(), home.programs(), 0));
        new MomentumTables().migrate(database.access());
        EmbeddedKafka kafka = world.start("Kafka", () -> EmbeddedKafka.start(home.kafka(), 0));
        Endpoints endpoints = new Configurations().embedded(kafka.bootstrapServers(), database);
        LocalJob pipeline = new LocalJob(JobKind.PIPELINE, endpoints.config());
        LocalJob velocity = new LocalJob(JobKind.VELOCITY, endpoints.config());
        LocalJob alert = new LocalJob(JobKind.ALERT, endpoints.config());
        kafka.createTopics(pipeline.topics());
        LocalFlink flink = world.start("Flink", () -> LocalFlink.start(home, 0, 3, reporters));
        flink.submit(pipeline.title(), environment -> pipeline.build(environment.setParallelism(1)));
        flink.submit(velocity.title(), environment -> velocity.build(environment.setParallelism(1)));
        flink.submit(alert.title(), environment -> alert.build(environment.setParallelism(1)));
        try (KafkaSender sender = new KafkaSender(kafka.bootstrapServers())) {
            for (String topic : pipeline.inputs()) {
                sender.send(new OutgoingRecord(
                        topic, null, "no event".getBytes(StandardCharsets.UTF_8), 1_772_323_200_000L));
            }
            sender.flush();
        }
    }

    private HttpServer collector() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            collected.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String scrape(int port) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static Set<String> names(String text) {
        return METRIC.matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
