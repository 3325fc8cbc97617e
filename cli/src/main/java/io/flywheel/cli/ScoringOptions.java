package io.flywheel.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How events are read and weighed where customers are scored. */
final class ScoringOptions {

    @Option(
            names = "--source",
            paramLabel = "NAME",
            defaultValue = "canonical",
            description = "Form of the events as in replay (default ${DEFAULT-VALUE}).")
    String source = "canonical";

    @Option(names = "--model", paramLabel = "FILE", description = "Model of churn risk; default the built-in one.")
    @Nullable
    Path model;
}
