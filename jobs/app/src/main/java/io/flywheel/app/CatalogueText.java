package io.flywheel.app;

import io.flywheel.app.catalogue.CatalogueFile;
import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.pipeline.customer.CatalogueSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The catalogue of a configuration as text: read where the job is submitted, and carried to the subtasks with it. */
record CatalogueText(String name, String text) implements CatalogueSource {

    static CatalogueText of(JobConfig config) throws IOException {
        Optional<String> file = config.get(JobOptions.CATALOGUE_FILE);
        return file.isPresent()
                ? new CatalogueText(file.get(), CatalogueFile.text(Path.of(file.get())))
                : new CatalogueText("catalogue.yaml", CatalogueFile.builtIn());
    }

    @Override
    public SignalCatalogue load() {
        return CatalogueFile.parse(name, text);
    }
}
