package io.flywheel.app;

import io.flywheel.app.catalogue.DetectorsFile;
import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.pipeline.customer.DetectorsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The thresholds of found friction of a configuration as text: read and checked where the job is submitted, and carried to the subtasks with it. */
record DetectorsText(String name, String text) implements DetectorsSource {

    DetectorsText {
        // a faulty file stops the submission and not the subtasks one by one
        DetectorsFile.parse(name, text);
    }

    static DetectorsText of(JobConfig config) throws IOException {
        Optional<String> file = config.get(JobOptions.DETECTORS_FILE);
        return file.isPresent()
                ? new DetectorsText(file.get(), Files.readString(Path.of(file.get())))
                : new DetectorsText("detectors.yaml", DetectorsFile.builtIn());
    }

    @Override
    public DetectorSettings load() {
        return DetectorsFile.parse(name, text);
    }
}
