package io.flywheel.docs;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages show the figures of the last measured run and no others. */
class BenchmarkPagesTest {

    @ParameterizedTest
    @CsvSource({
        "docs/benchmarks.md, comparison",
        "docs/benchmarks.md, windows",
        "docs/benchmarks.md, micro",
        "docs/benchmarks.md, sink",
        "docs/benchmarks.md, state",
        "docs/reference/state.md, state"
    })
    void showWhatWasMeasured(String page, String benchmark) {
        String result = Project.text("benchmarks/results/" + benchmark + ".md");
        String figures = result.substring(result.indexOf('\n') + 1);
        DocumentedBlock.of(page, benchmark).mustSay(figures + "\n");
    }
}
