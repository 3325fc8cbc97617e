package io.flywheel.cli;

import io.flywheel.local.ConfigurationProblem;
import io.flywheel.local.failure.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flywheel config}: what a configuration file says. */
@Command(name = "config", description = "Checks configuration files.", synopsisSubcommandLabel = "validate")
final class ConfigCommand {

    private ConfigCommand() {}

    static ConfigCommand parent() {
        return new ConfigCommand();
    }

    /** {@code flywheel config validate}: all errors of a file at once. */
    @Command(
            name = "validate",
            description =
                    "Checks a configuration file and shows all its errors at once. Ends with 3 when there are any.",
            footer = {
                "%nExamples:",
                "  flywheel config validate flywheel.yaml",
                "  flywheel config validate flywheel.yaml --set kafka.group=test -o json"
            })
    static final class Validate implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Parameters(paramLabel = "FILE", description = "The YAML file.")
        private Path file = Path.of("");

        @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Overrides one key; may be given again.")
        private Map<String, String> settings = new LinkedHashMap<>();

        Validate(CommandContext context) {
            this.context = context;
        }

        /** The result in JSON. */
        record Validation(String file, boolean valid, List<ConfigurationProblem> problems) {}

        @Override
        public Integer call() {
            List<ConfigurationProblem> problems = context.product().problems(file, settings);
            PrintWriter out = context.surroundings().out();
            if (options.output == OutputFormat.JSON) {
                Results.writeJson(
                        out, "ConfigValidation", new Validation(file.toString(), problems.isEmpty(), problems));
            } else {
                problems.forEach(
                        problem -> out.println(problem.where() + ": " + problem.what() + " (" + problem.next() + ")"));
                out.println(problems.isEmpty() ? file + " is valid" : problems.size() + " problems in " + file);
                out.flush();
            }
            return (problems.isEmpty() ? ExitCode.OK : ExitCode.FOUND_PROBLEMS).number();
        }
    }
}
