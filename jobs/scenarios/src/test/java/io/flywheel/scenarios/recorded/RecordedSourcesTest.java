package io.flywheel.scenarios.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedSourcesTest {

    @TempDir
    private Path folder;

    @Test
    void aFileIsItself() throws IOException {
        Path file = Files.createFile(folder.resolve("anything"));
        assertThat(RecordedSources.fileIn(file)).isEqualTo(file);
        assertThat(RecordedSources.fileIn(folder.resolve("absent"))).isEqualTo(folder.resolve("absent"));
    }

    @Test
    void aFolderStandsForTheOneFileOfEventsInIt() throws IOException {
        Files.createFile(folder.resolve("SOURCE.txt"));
        Path events = Files.createFile(folder.resolve("events.csv.gz"));
        assertThat(RecordedSources.fileIn(folder)).isEqualTo(events);
    }

    @Test
    void aFolderWithNoneOrSeveralIsAnErrorThatListsThem() throws IOException {
        assertThatThrownBy(() -> RecordedSources.fileIn(folder))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("found nothing");
        Files.createFile(folder.resolve("b.jsonl"));
        Files.createFile(folder.resolve("a.csv"));
        assertThatThrownBy(() -> RecordedSources.fileIn(folder))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("a.csv, b.jsonl")
                .hasMessageContaining("name the file itself");
    }
}
