package io.flywheel.local;

import io.flywheel.local.postgres.DatabaseAccess;
import java.nio.file.Path;

/**
 * Where a run's records go in and its rows come out.
 *
 * @param passwordFile holds the password of {@code database}, for a job that reads secrets from files only
 */
public record Endpoints(String bootstrapServers, DatabaseAccess database, Path passwordFile) {}
