package io.flywheel.local.evaluation.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures the recorded series again and compares with the figures of docs/evaluation.md. {@code -Dflywheel.recorded.data=FOLDER} says where the sets lie. */
class SpikesPageIT {

    private static final double BUDGET = 0.25;

    @TempDir
    private Path unpacked;

    @Test
    void thePageShowsWhatIsMeasured() throws IOException {
        String folder = System.getProperty("flywheel.recorded.data", "");
        assumeTrue(!folder.isEmpty(), "SKIPPED: name the folder of recorded data with -Dflywheel.recorded.data=FOLDER");
        String page = Files.readString(Path.of("..", "..", "docs", "evaluation.md"));
        unpack(Path.of(folder, "nab", "nab_tweets_aws.tar.gz"));

        SpikeEvaluation found = new LocalSpikes()
                .evaluate(unpacked.resolve("data"), unpacked.resolve("labels").resolve("combined_windows.json"));

        List<String> rows = new ArrayList<>();
        found.groups().forEach(group -> rows.addAll(rows(group)));
        assertThat(page.lines()).containsAll(rows);
        assertThat(group(found, "realTweets").windowsFound()).isGreaterThanOrEqualTo(28);
        assertThat(group(found, "realAWSCloudwatch").windowsFound()).isGreaterThanOrEqualTo(17);
        assertThat(found.groups())
                .allSatisfy(group -> assertThat(group.comparison().detector().falseAlertsPerSeriesDay())
                        .isLessThanOrEqualTo(BUDGET));
    }

    private static SpikeEvaluation.Outcome group(SpikeEvaluation found, String name) {
        return found.groups().stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow()
                .comparison()
                .detector();
    }

    private static List<String> rows(SpikeEvaluation.Total group) {
        SpikeEvaluation.Comparison comparison = group.comparison();
        List<String> rows = new ArrayList<>();
        rows.add(row(group.name(), "detector", comparison.detector()));
        rows.add(String.format(
                Locale.ROOT,
                "| %s | random, as many alerts | %.1f of %d | %.3f | |",
                group.name(),
                comparison.random().windowsFound(),
                comparison.detector().windows(),
                comparison.random().falseAlertsPerSeriesDay()));
        comparison.baselines().forEach((rule, outcome) -> rows.add(row(group.name(), "`" + rule + "`", outcome)));
        return rows;
    }

    private static String row(String group, String rule, SpikeEvaluation.Outcome outcome) {
        Double delay = outcome.delaySecondsMedian();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d of %d | %.3f | %.1f h |",
                group,
                rule,
                outcome.windowsFound(),
                outcome.windows(),
                outcome.falseAlertsPerSeriesDay(),
                delay == null ? 0 : delay / 3600);
    }

    private void unpack(Path archive) throws IOException {
        try (TarArchiveInputStream files = new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
            for (TarArchiveEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                Path file = unpacked.resolve(entry.getName()).normalize();
                if (entry.isFile() && file.startsWith(unpacked)) {
                    Files.createDirectories(file.getParent());
                    Files.copy(files, file);
                }
            }
        }
    }
}
