package io.flywheel.cli;

import io.flywheel.local.ConfigurationProblem;
import io.flywheel.local.Rules;
import io.flywheel.local.failure.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flywheel rules}: what a file of rules of alerts says. */
@Command(name = "rules", description = "Checks and shows rules of alerts.", synopsisSubcommandLabel = "check | list")
final class RulesCommand {

    private RulesCommand() {}

    static RulesCommand parent() {
        return new RulesCommand();
    }

    /** {@code flywheel rules check}: all errors of a file at once. */
    @Command(
            name = "check",
            description =
                    "Checks a file of rules, with the types of its expressions, and shows all its errors at once. Ends with 3 when there are any.",
            footer = {"%nExamples:", "  flywheel rules check rules.yaml", "  flywheel rules check rules.yaml -o json"})
    static final class Check implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Parameters(paramLabel = "FILE", description = "The YAML file.")
        private Path file = Path.of("");

        Check(CommandContext context) {
            this.context = context;
        }

        /** The result in JSON. */
        record RuleCheck(String file, boolean valid, List<ConfigurationProblem> problems) {}

        @Override
        public Integer call() {
            List<ConfigurationProblem> problems = context.product().rules().problems(file);
            PrintWriter out = context.surroundings().out();
            if (options.output == OutputFormat.JSON) {
                Results.writeJson(out, "RuleCheck", new RuleCheck(file.toString(), problems.isEmpty(), problems));
            } else {
                problems.forEach(problem -> out.println(problem.where() + ": " + problem.what()));
                out.println(
                        problems.isEmpty()
                                ? file + " is valid"
                                : problems.size() + " problems in " + file + " ("
                                        + problems.get(0).next() + ")");
                out.flush();
            }
            return (problems.isEmpty() ? ExitCode.OK : ExitCode.FOUND_PROBLEMS).number();
        }
    }

    /** {@code flywheel rules list}: the rules of a file, or those that come with the jobs. */
    @Command(
            name = "list",
            description = "Shows the rules of a file, or those that come with the jobs.",
            footer = {"%nExamples:", "  flywheel rules list", "  flywheel rules list --file rules.yaml -o json"})
    static final class ListAll implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Option(names = "--file", paramLabel = "FILE", description = "The YAML file.")
        private @Nullable Path file;

        ListAll(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            Rules.Listing listing = context.product().rules().list(file);
            PrintWriter out = context.surroundings().out();
            if (options.output == OutputFormat.JSON) {
                Results.writeJson(out, "RuleListing", listing);
            } else {
                listing.rules()
                        .forEach(rule -> out.printf(
                                "%-22s %-20s %-9s %s%n%23s%s; %s%n",
                                rule.rule(),
                                rule.about(),
                                rule.severity(),
                                rule.fires(),
                                "",
                                rule.summary(),
                                rule.runbook()));
                out.flush();
            }
            return ExitCode.OK.number();
        }
    }
}
