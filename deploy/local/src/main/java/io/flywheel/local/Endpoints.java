package io.flywheel.local;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.app.kafka.KafkaSecurity;
import io.flywheel.local.postgres.DatabaseAccess;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a run's records go in and its rows come out.
 *
 * @param config what the job is told
 * @param registry the schema registry; null is none, and the bundled schemas
 */
public record Endpoints(JobConfig config, @Nullable URI registry, DatabaseAccess database) {

    public String bootstrapServers() {
        return config.value(JobOptions.BOOTSTRAP_SERVERS);
    }

    /** What a client needs to be let in by the brokers, beside their addresses. */
    public Map<String, String> kafkaSecurity() {
        return KafkaSecurity.of(config);
    }

    /** The text form names places and no secrets. */
    @Override
    public String toString() {
        return "Kafka " + bootstrapServers() + ", PostgreSQL " + database;
    }
}
