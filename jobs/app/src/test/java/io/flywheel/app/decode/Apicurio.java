package io.flywheel.app.decode;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real schema registry in a process of its own, on loopback, that keeps nothing.
 *
 * <p>Where it was not fetched, or there is no Java that can run it, the test that asks for it is skipped and says what to do.
 */
final class Apicurio implements AutoCloseable {

    private static final Path HOME = Path.of("target", "registry");

    private static final int OLDEST_JAVA = 21;

    private final Process process;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    private Apicurio(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Apicurio start() throws IOException {
        need(
                Files.exists(HOME.resolve("quarkus-run.jar")),
                "the registry is not there: run 'mvn -Pregistry verify', which fetches it (151 MB)");
        Optional<Path> java = java();
        need(
                java.isPresent(),
                "the registry needs Java 21 or later: install one under /usr/lib/jvm, or name its home in JAVA_HOME_21");
        int port = freePort();
        Path log = Path.of("target", "registry-" + port + ".log");
        int management = freePort();
        Process process = new ProcessBuilder(
                        java.orElseThrow().resolve("bin").resolve("java").toString(),
                        "-Xmx384m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=" + management,
                        "-jar",
                        "quarkus-run.jar")
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Apicurio registry = new Apicurio(process, port);
        URI health = URI.create("http://127.0.0.1:" + management + "/health/ready");
        await("the registry, see " + log)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptionsMatching(IOException.class::isInstance)
                .until(() -> registry.send(HttpRequest.newBuilder(health)).statusCode() == 200);
        return registry;
    }

    /** Skips the test, aloud: a reason that stands in a report only is read by nobody. */
    private static void need(boolean there, String otherwise) {
        if (!there) {
            System.err.println("SKIPPED: " + otherwise);
        }
        assumeTrue(there, otherwise);
    }

    /** The Confluent-compatible API. */
    String url() {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    /** Sets something, as an operator of the registry would. */
    void put(String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
        if (response.statusCode() != 200) {
            throw new IOException(path + ": " + response.statusCode() + " " + response.body());
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Optional<Path> java() throws IOException {
        List<Path> named = System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("JAVA_HOME"))
                .sorted(Map.Entry.comparingByKey())
                .map(variable -> Path.of(variable.getValue()))
                .toList();
        Path installed = Path.of("/usr/lib/jvm");
        try (Stream<Path> homes = Files.isDirectory(installed) ? Files.list(installed) : Stream.empty()) {
            return Stream.concat(
                            Stream.concat(Stream.of(Path.of(System.getProperty("java.home"))), named.stream()),
                            homes.sorted())
                    .filter(home -> version(home) >= OLDEST_JAVA)
                    .findFirst();
        }
    }

    /** The feature release of the Java in a directory; 0 if there is none. */
    private static int version(Path home) {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)
                || !Files.isExecutable(home.resolve("bin").resolve("java"))) {
            return 0;
        }
        Properties properties = new Properties();
        try (var in = Files.newInputStream(release)) {
            properties.load(in);
        } catch (IOException e) {
            return 0;
        }
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        String feature = version.split("[.+-]", 2)[0];
        return feature.matches("[0-9]{1,4}") ? Integer.parseInt(feature) : 0;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
