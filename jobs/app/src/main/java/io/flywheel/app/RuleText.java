package io.flywheel.app;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.app.rules.RuleFile;
import io.flywheel.domain.alert.RuleBook;
import io.flywheel.pipeline.alert.RuleSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The rules of alerts of a configuration as text: read and checked where the job is submitted, and carried to the subtasks with it. */
record RuleText(String name, String text) implements RuleSource {

    static RuleText of(JobConfig config) throws IOException {
        Optional<String> file = config.get(JobOptions.RULES_FILE);
        return file.isPresent()
                ? new RuleText(file.get(), RuleFile.text(Path.of(file.get())))
                : new RuleText("rules.yaml", RuleFile.builtIn());
    }

    @Override
    public RuleBook load() {
        return RuleFile.parse(name, text);
    }
}
