package io.flywheel.app;

import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.pipeline.customer.CatalogueSource;
import java.io.IOException;

/** The latest catalogue that was decided, or that of the configuration if none was: for jobs that are told weights and only need to know every signal. */
record LatestCatalogue(DecisionSource decided) implements CatalogueSource {

    @Override
    public SignalCatalogue load() throws IOException {
        return decided.latestCatalogue();
    }
}
