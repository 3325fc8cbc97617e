package io.flywheel.local;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.home.DataDirectory;
import io.flywheel.local.home.RunningDemo;
import io.flywheel.local.postgres.DatabaseAccess;
import io.flywheel.local.postgres.EmbeddedDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the tables where they are: at a configured server, at a run that works now, or in the directory that the last run left. */
public record KeptTables(Configurations configurations) {

    public <T> T ask(@Nullable Path configuration, Path dataDirectory, Function<DatabaseAccess, T> question) {
        if (configuration != null) {
            return question.apply(
                    configurations.endpoints(configuration, Map.of()).database());
        }
        Optional<RunningDemo> running = RunningDemo.read(dataDirectory);
        if (running.isPresent()) {
            return question.apply(EmbeddedDatabase.accessTo(
                    dataDirectory.resolve("postgres"), running.get().postgresPort()));
        }
        return askKept(dataDirectory, question);
    }

    private static <T> T askKept(Path dataDirectory, Function<DatabaseAccess, T> question) {
        if (!EmbeddedDatabase.existsIn(dataDirectory.resolve("postgres"))) {
            throw new Failure(
                    ErrorCode.NOTHING_KEPT,
                    "there are no tables in " + dataDirectory,
                    "no demo or replay has run there yet",
                    "run flywheel demo first, or name another place with --data-dir or --config");
        }
        try (Parts parts = new Parts()) {
            DataDirectory directory = parts.start("data directory", () -> DataDirectory.take(dataDirectory));
            EmbeddedDatabase database = parts.start(
                    "PostgreSQL", () -> EmbeddedDatabase.start(directory.postgres(), directory.programs(), 0));
            return question.apply(database.access());
        }
    }
}
