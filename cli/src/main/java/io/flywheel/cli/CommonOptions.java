package io.flywheel.cli;

import picocli.CommandLine.Option;

/** The options that every command understands. */
final class CommonOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description =
                    "Form of the result on stdout: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}). With json, errors are JSON on stderr too.")
    OutputFormat output = OutputFormat.TEXT;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description =
                    "Colour of progress on stderr: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}; NO_COLOR is honoured).")
    ColorMode color = ColorMode.AUTO;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress on stderr; errors only.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "With an error, also its stack trace.")
    boolean verbose;
}
