package io.flywheel.scenarios.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.recorded.RecordedSources;
import io.flywheel.scenarios.recorded.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts the moments and outcomes of the recorded sets, which were counted independently before. {@code -Dflywheel.recorded.data=FOLDER} says where the sets lie. */
class OutcomeStudyIT {

    @ParameterizedTest
    @CsvSource({
        "stepik, 16827, 61.0, 13861, 58.9",
        "online-retail, 3570, 43.1, 1907, 31.0",
        "bpic2012, 970, 36.8, 734, 35.7",
    })
    void hasTheMomentsAndOutcomesThatWereCountedBefore(
            String name, int train, double trainPercent, int test, double testPercent) {
        OutcomeStudy study = OutcomeStudy.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        Path file = Path.of(System.getProperty("flywheel.recorded.data", ""), study.file());
        assumeTrue(
                Files.isRegularFile(file),
                "SKIPPED: name the folder of recorded data with -Dflywheel.recorded.data=FOLDER");
        List<RecordedEvent> events =
                RecordedSources.named(study.source()).read(file).events();

        assertThat(study.train(events)).hasSize(train);
        assertThat(percentBad(study.train(events))).isCloseTo(trainPercent, within(0.05));
        assertThat(study.test(events)).hasSize(test);
        assertThat(percentBad(study.test(events))).isCloseTo(testPercent, within(0.05));
    }

    private static double percentBad(List<Snapshot> snapshots) {
        return 100.0
                * snapshots.stream()
                        .filter(snapshot -> Boolean.TRUE.equals(snapshot.bad()))
                        .count()
                / snapshots.size();
    }
}
