package io.flywheel.local.decisions;

import io.flywheel.local.ConfigurationProblem;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers what a file of rules of alerts says. */
public interface Rules {

    /** All errors of a file; empty when it is valid. */
    List<ConfigurationProblem> problems(Path file);

    /**
     * The rules of a file.
     *
     * @param file null is the rules that come with the jobs
     */
    Listing list(@Nullable Path file);

    /**
     * Runs the tests of a file.
     *
     * @param rules null is the rules that come with the jobs
     */
    Trials test(Path tests, @Nullable Path rules);

    /** What came of each test. */
    record Trials(List<Trial> tests) {

        /** Whether all of them passed. */
        public boolean passed() {
            return tests.stream().allMatch(test -> test.failures().isEmpty());
        }
    }

    /**
     * One test.
     *
     * @param failures what was not as expected; empty if it passed
     */
    record Trial(String test, List<String> failures) {}

    /** The rules, in the order of the file. */
    record Listing(int version, List<Line> rules) {}

    /**
     * One rule.
     *
     * @param about customer, or window and its grain
     * @param fires when it fires and for how long it must stay so, in words
     */
    record Line(String rule, String about, String severity, String fires, String summary, String runbook) {}
}
