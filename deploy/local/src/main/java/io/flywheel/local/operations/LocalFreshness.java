package io.flywheel.local.operations;

import io.flywheel.local.Configurations;
import io.flywheel.local.KeptTables;
import io.flywheel.local.RowCounts;
import io.flywheel.local.postgres.DatabaseAccess;
import io.flywheel.local.postgres.FreshnessRows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the tables, where they are, how far the jobs have come. */
public final class LocalFreshness implements Freshness {

    private final KeptTables kept;

    public LocalFreshness(Configurations configurations) {
        this.kept = new KeptTables(configurations);
    }

    @Override
    public Report read(@Nullable Path configuration, Path dataDirectory, Duration maxAge) {
        return kept.ask(configuration, dataDirectory, database -> read(database, maxAge));
    }

    static Report read(DatabaseAccess database, Duration maxAge) {
        double seconds = maxAge.toMillis() / 1000.0;
        List<Stage> stages = RowCounts.answer(database, () -> FreshnessRows.read(database)).stream()
                .map(row -> new Stage(
                        row.job(),
                        row.stage(),
                        row.watermarkAt(),
                        row.ageSeconds(),
                        row.ended(),
                        row.updatedAt(),
                        !row.ended() && (row.ageSeconds() == null || row.ageSeconds() > seconds)))
                .toList();
        return new Report(stages.isEmpty() || stages.stream().anyMatch(Stage::stale), seconds, stages);
    }
}
