package io.flywheel.local.explain;

import io.flywheel.local.Configurations;
import io.flywheel.local.KeptTables;
import io.flywheel.local.RowCounts;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.postgres.DatabaseAccess;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Asks the tables, where they are, about one customer. */
public final class LocalExplain implements Explain {

    private final KeptTables kept;

    public LocalExplain(Configurations configurations) {
        this.kept = new KeptTables(configurations);
    }

    @Override
    public Explanation explain(String customerId, @Nullable Path configuration, Path dataDirectory) {
        return kept.ask(configuration, dataDirectory, database -> ask(database, customerId));
    }

    private Explanation ask(DatabaseAccess database, String customerId) {
        return RowCounts.answer(database, () -> ExplanationRows.read(database, customerId))
                .orElseThrow(() -> new Failure(
                        ErrorCode.CUSTOMER_UNKNOWN,
                        "no customer is called " + customerId,
                        "customer_momentum has no row under this id",
                        "look for the id in table flywheel.customer_momentum"));
    }
}
