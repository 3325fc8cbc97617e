package io.flywheel.local;

import io.flywheel.local.postgres.DatabaseAccess;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a run's records go in and its rows come out.
 *
 * @param kafkaClient further settings that every Kafka client needs, for example credentials
 * @param registry the schema registry; null is none, and the bundled schemas
 * @param passwordFile holds the password of {@code database}, for a job that reads secrets from files only
 */
public record Endpoints(
        String bootstrapServers,
        Map<String, String> kafkaClient,
        @Nullable URI registry,
        DatabaseAccess database,
        Path passwordFile) {

    public Endpoints {
        kafkaClient = Map.copyOf(kafkaClient);
    }

    /** The text form names places and no secrets. */
    @Override
    public String toString() {
        return "Kafka " + bootstrapServers + ", PostgreSQL " + database;
    }
}
