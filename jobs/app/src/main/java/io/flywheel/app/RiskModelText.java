package io.flywheel.app;

import io.flywheel.app.catalogue.RiskModelFile;
import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.pipeline.customer.RiskModelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The model of churn risk of a configuration as text: read and checked where the job is submitted, and carried to the subtasks with it. */
record RiskModelText(String name, String text) implements RiskModelSource {

    RiskModelText {
        // a faulty file stops the submission and not the subtasks one by one
        RiskModelFile.parse(name, text);
    }

    static RiskModelText of(JobConfig config) throws IOException {
        Optional<String> file = config.get(JobOptions.RISK_MODEL_FILE);
        return file.isPresent()
                ? new RiskModelText(file.get(), Files.readString(Path.of(file.get())))
                : new RiskModelText("risk-model.yaml", RiskModelFile.builtIn());
    }

    @Override
    public RiskModel load() {
        return RiskModelFile.parse(name, text);
    }
}
