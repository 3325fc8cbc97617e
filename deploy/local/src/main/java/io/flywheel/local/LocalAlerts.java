package io.flywheel.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Asks the tables, where they are, about alerts. */
public final class LocalAlerts implements Alerts {

    private final MomentumTables tables;
    private final KeptTables kept;

    public LocalAlerts(MomentumTables tables, Configurations configurations) {
        this.tables = tables;
        this.kept = new KeptTables(configurations);
    }

    @Override
    public Listing list(@Nullable Path configuration, Path dataDirectory, boolean withResolved) {
        return kept.ask(
                configuration,
                dataDirectory,
                database -> new Listing(RowCounts.answer(database, () -> tables.alerts(database, withResolved))));
    }
}
