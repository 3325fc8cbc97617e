package io.flywheel.notifier;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flywheel.local.home.LoopbackPorts;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Alertmanager on loopback, and {@code amtool} to ask it.
 *
 * <p><b>Shape:</b> the programs are found on the path, or in the folder that {@code FLYWHEEL_TOOLS} names.
 *
 * <p><b>Errors:</b> without them, tests are skipped and say how to run; with {@code FLYWHEEL_REQUIRE_TOOLS=1} they fail.
 */
final class Alertmanager implements AutoCloseable {

    private static final String INSTALL =
            "Alertmanager is not installed, so nobody tried whether it understands us: sudo apt-get install -y prometheus-alertmanager";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Process process;
    private final Path amtool;
    private final int port;

    private Alertmanager(Process process, Path amtool, int port) {
        this.process = process;
        this.amtool = amtool;
        this.port = port;
    }

    /** Starts one that tells a webhook what it makes of alerts. */
    static Alertmanager start(Path folder, URI webhook) throws IOException {
        Optional<Path> server = program("prometheus-alertmanager");
        Optional<Path> amtool = program("amtool");
        if (server.isEmpty() || amtool.isEmpty()) {
            if ("1".equals(System.getenv("FLYWHEEL_REQUIRE_TOOLS"))) {
                throw new IllegalStateException(INSTALL);
            }
            System.err.println("SKIPPED: " + INSTALL);
            assumeTrue(false, INSTALL);
        }
        int port = LoopbackPorts.choose("Alertmanager", 0);
        Path config = folder.resolve("alertmanager.yml");
        Files.writeString(config, """
                route:
                  receiver: hook
                  group_by: [alertname]
                  group_wait: 1s
                  group_interval: 1s
                  repeat_interval: 4h
                receivers:
                  - name: hook
                    webhook_configs:
                      - url: %s
                """.formatted(webhook));
        Process process = new ProcessBuilder(
                        server.orElseThrow().toString(),
                        "--config.file=" + config,
                        "--storage.path=" + folder.resolve("alertmanager"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("alertmanager.log").toFile())
                .start();
        Alertmanager started = new Alertmanager(process, amtool.orElseThrow(), port);
        await().atMost(SOON).ignoreExceptions().until(started::isReady);
        return started;
    }

    private static Optional<Path> program(String name) {
        String own = System.getenv().getOrDefault("FLYWHEEL_TOOLS", "");
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(
                        Stream.of(own, own + "/usr/bin"),
                        Stream.concat(Arrays.stream(path.split(File.pathSeparator)), Stream.of("/usr/bin")))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private boolean isReady() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address().resolve("/-/ready")).build();
        return HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What {@code amtool} prints. */
    String ask(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(amtool.toString(), "--alertmanager.url=" + address()));
        command.addAll(List.of(arguments));
        Process asked = new ProcessBuilder(command).redirectErrorStream(true).start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (asked.waitFor() != 0) {
            throw new IllegalStateException(command + " says " + answer);
        }
        return answer;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
