package io.flywheel.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Single keys of the configuration given on the command line. */
final class Overrides {

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides one key of the configuration; may be given again.")
    Map<String, String> settings = new LinkedHashMap<>();
}
