package io.flywheel.local;

import io.flywheel.local.home.DataDirectory;
import io.flywheel.local.home.LocalLogs;
import io.flywheel.local.kafka.EmbeddedKafka;
import io.flywheel.local.postgres.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Duration;

/** A process of its own for tests of signals: starts what a run starts, says so, and works until it is told to end. */
final class KeptAlive {

    private KeptAlive() {}

    public static void main(String[] arguments) {
        Path root = Path.of(arguments[0]);
        LocalLogs.into(root.resolve("logs"), true, System.getProperties());
        try (Parts parts = new Parts()) {
            DataDirectory directory = parts.start("data directory", () -> DataDirectory.take(root));
            EmbeddedDatabase database = parts.start(
                    "PostgreSQL", () -> EmbeddedDatabase.start(directory.postgres(), Path.of(arguments[1]), 0));
            EmbeddedKafka kafka = parts.start("Kafka", () -> EmbeddedKafka.start(directory.kafka(), 0));
            System.out.println("ready " + database.pid().orElseThrow() + " " + database.port() + " " + kafka.port());
            parts.endsWithin(Duration.ofMinutes(5));
        }
    }
}
