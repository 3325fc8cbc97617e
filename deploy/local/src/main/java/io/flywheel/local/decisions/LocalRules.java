package io.flywheel.local.decisions;

import io.flywheel.app.config.InvalidFileException;
import io.flywheel.app.config.Problem;
import io.flywheel.app.rules.RuleFile;
import io.flywheel.app.rules.RuleTestFile;
import io.flywheel.domain.alert.AlertRule;
import io.flywheel.domain.alert.RuleBook;
import io.flywheel.domain.alert.Threshold;
import io.flywheel.domain.alert.Unit;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.local.ConfigurationProblem;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads files of rules, without any job. */
public final class LocalRules implements Rules {

    @Override
    public List<ConfigurationProblem> problems(Path file) {
        try {
            RuleFile.parse(file.toString(), text(file));
            return List.of();
        } catch (InvalidFileException e) {
            return e.problems().stream().map(LocalRules::problem).toList();
        }
    }

    @Override
    public Listing list(@Nullable Path file) {
        RuleBook book = bookOrBuiltIn(file);
        return new Listing(
                book.version(), book.rules().stream().map(LocalRules::line).toList());
    }

    @Override
    public Trials test(Path tests, @Nullable Path rules) {
        RuleBook book = bookOrBuiltIn(rules);
        try {
            return new Trials(RuleTestFile.run(tests.toString(), text(tests), book).stream()
                    .map(outcome -> new Trial(outcome.test(), outcome.failures()))
                    .toList());
        } catch (InvalidFileException e) {
            throw new Failure(
                    ErrorCode.CONFIG_INVALID,
                    "the tests " + tests + " are not valid",
                    e.problems().get(0).toString(),
                    "the form is in docs/reference/control.md");
        }
    }

    private static RuleBook bookOrBuiltIn(@Nullable Path file) {
        return file == null ? RuleFile.parse("rules.yaml", RuleFile.builtIn()) : book(file);
    }

    /** The rules of a file that must be valid. */
    static RuleBook book(Path file) {
        try {
            return RuleFile.parse(file.toString(), text(file));
        } catch (InvalidFileException e) {
            throw new Failure(
                    ErrorCode.CONFIG_INVALID,
                    "the rules " + file + " are not valid",
                    e.problems().get(0).toString(),
                    "see all of it with: flywheel rules check " + file);
        }
    }

    private static ConfigurationProblem problem(Problem problem) {
        String where = problem.key().isEmpty() ? problem.where() : problem.where() + ": " + problem.key();
        return new ConfigurationProblem(where, problem.message(), "names and facts are in docs/reference/alerts.md");
    }

    private static Line line(AlertRule rule) {
        Grain grain = rule.grain();
        Threshold threshold = rule.terms().threshold();
        long held = rule.terms().forMillis();
        return new Line(
                rule.name(),
                rule.scope().word() + (grain == null ? "" : " " + grain.word()),
                rule.severity().word(),
                (threshold.isAbove() ? "at or above " : "at or below ")
                        + Unit.told(rule.unit(), threshold.firesAt())
                        + (held == 0 ? "" : " for " + words(Duration.ofMillis(held))),
                rule.summary(),
                rule.runbook());
    }

    private static String words(Duration span) {
        boolean isWhole = span.toMinutesPart() == 0 && span.toSecondsPart() == 0;
        return isWhole ? span.toHours() + " h" : span.toMinutes() + " min";
    }

    /** The text of a file. */
    static String text(Path file) {
        try {
            return RuleFile.text(file);
        } catch (IOException e) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "the rules " + file + " can not be read",
                    Failure.wordsOf(e),
                    "check the path and that it may be read",
                    e);
        }
    }
}
