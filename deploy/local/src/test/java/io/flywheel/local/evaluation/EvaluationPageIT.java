package io.flywheel.local.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Measures the recorded sets again and compares with the figures of docs/evaluation.md. {@code -Dflywheel.recorded.data=FOLDER} says where the sets lie. */
class EvaluationPageIT {

    @Test
    void thePageShowsWhatIsMeasured() throws IOException {
        String folder = System.getProperty("flywheel.recorded.data", "");
        assumeTrue(!folder.isEmpty(), "SKIPPED: name the folder of recorded data with -Dflywheel.recorded.data=FOLDER");
        String page = Files.readString(Path.of("..", "..", "docs", "evaluation.md"));

        Evaluation.Report report = new LocalScores().evaluateAll(Path.of(folder), null);

        for (Evaluation found : report.sets()) {
            assertThat(page).contains(row(found));
        }
        assertThat(report.sets()).hasSize(4);
    }

    private static String row(Evaluation found) {
        return String.format(
                Locale.ROOT,
                "| %s | %.4f | %.4f | %.4f | %.4f | %.4f | %.4f | %.4f |",
                found.set(),
                found.untrainedAuc(),
                Objects.requireNonNull(found.trainedAuc()),
                found.baselines().get("recency"),
                found.baselines().get("few_events_lifetime"),
                found.baselines().get("few_value_events_lifetime"),
                found.baselines().get("raw_friction_7d"),
                found.frictionExcessAuc());
    }
}
