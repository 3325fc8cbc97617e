package io.flywheel.local.alerts;

import io.flywheel.local.Configurations;
import io.flywheel.local.KeptTables;
import io.flywheel.local.RowCounts;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Asks the tables, where they are, about alerts. */
public final class LocalAlerts implements Alerts {

    private final KeptTables kept;

    public LocalAlerts(Configurations configurations) {
        this.kept = new KeptTables(configurations);
    }

    @Override
    public Listing list(@Nullable Path configuration, Path dataDirectory, boolean withResolved) {
        return kept.ask(
                configuration,
                dataDirectory,
                database -> new Listing(RowCounts.answer(database, () -> AlertRows.read(database, withResolved))));
    }
}
