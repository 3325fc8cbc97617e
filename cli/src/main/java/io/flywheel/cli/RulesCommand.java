package io.flywheel.cli;

import io.flywheel.local.ConfigurationProblem;
import io.flywheel.local.decisions.Controls;
import io.flywheel.local.decisions.Rules;
import io.flywheel.local.failure.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flywheel rules}: what a file of rules of alerts says. */
@Command(
        name = "rules",
        description = "Checks, tries, publishes and shows rules of alerts.",
        synopsisSubcommandLabel = "check | test | publish | list")
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

    /** {@code flywheel rules test}: rules against facts that somebody made up. */
    @Command(
            name = "test",
            description =
                    "Runs tests of rules: facts at moments, and what the alert is to be at others. Ends with 3 when one fails.",
            footer = {
                "%nExamples:",
                "  flywheel rules test tests.yaml",
                "  flywheel rules test tests.yaml --file rules.yaml -o json"
            })
    static final class Test implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Parameters(paramLabel = "TESTS", description = "The YAML file of tests.")
        private Path tests = Path.of("");

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "The rules; default: those that come with the jobs.")
        private @Nullable Path file;

        Test(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            Rules.Trials trials = context.product().rules().test(tests, file);
            PrintWriter out = context.surroundings().out();
            if (options.output == OutputFormat.JSON) {
                Results.writeJson(out, "RuleTest", trials);
            } else {
                trials.tests().forEach(test -> {
                    out.println((test.failures().isEmpty() ? "ok      " : "FAILED  ") + test.test());
                    test.failures().forEach(failure -> out.println("        " + failure));
                });
                out.flush();
            }
            return (trials.passed() ? ExitCode.OK : ExitCode.FOUND_PROBLEMS).number();
        }
    }

    /** {@code flywheel rules publish}: rules to jobs that run. */
    @Command(
            name = "publish",
            description = {
                "Publishes a file of rules to the jobs that run, as its next version. They hold from a moment of event time on; a file that is not valid changes nothing. Ends with 3 when the jobs refuse it."
            },
            footer = {
                "%nExamples:",
                "  flywheel rules publish rules.yaml",
                "  flywheel rules publish rules.yaml --from 2026-03-01T00:00:00Z --config prod.yaml"
            })
    static final class Publish implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Mixin
        private DecisionOptions decision = new DecisionOptions();

        @Parameters(paramLabel = "FILE", description = "The YAML file.")
        private Path file = Path.of("");

        @Option(
                names = "--from",
                paramLabel = "MOMENT",
                description = "Event time from which on they hold; default: now.")
        private @Nullable Instant from;

        Publish(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            Controls.Place place = decision.place(context, options);
            return DecisionOptions.report(
                    context, options, context.product().controls().rules(place, file, from, decision.author));
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
