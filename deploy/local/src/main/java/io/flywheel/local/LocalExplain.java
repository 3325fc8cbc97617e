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
import org.jspecify.annotations.Nullable;

/** Asks the tables where they are: at a configured server, at a run that works now, or in the directory that the last run left. */
public final class LocalExplain implements Explain {

    private final MomentumTables tables;
    private final Configurations configurations;

    public LocalExplain(MomentumTables tables, Configurations configurations) {
        this.tables = tables;
        this.configurations = configurations;
    }

    @Override
    public Explanation explain(String customerId, @Nullable Path configuration, Path dataDirectory) {
        if (configuration != null) {
            return ask(configurations.endpoints(configuration, Map.of()).database(), customerId);
        }
        Optional<RunningDemo> running = RunningDemo.read(dataDirectory);
        if (running.isPresent()) {
            return ask(
                    EmbeddedDatabase.accessTo(
                            dataDirectory.resolve("postgres"), running.get().postgresPort()),
                    customerId);
        }
        return askKept(customerId, dataDirectory);
    }

    private Explanation askKept(String customerId, Path dataDirectory) {
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
            return ask(database.access(), customerId);
        }
    }

    private Explanation ask(DatabaseAccess database, String customerId) {
        return RowCounts.answer(database, () -> tables.explain(database, customerId))
                .orElseThrow(() -> new Failure(
                        ErrorCode.CUSTOMER_UNKNOWN,
                        "no customer is called " + customerId,
                        "customer_momentum has no row under this id",
                        "look for the id in table flywheel.customer_momentum"));
    }
}
