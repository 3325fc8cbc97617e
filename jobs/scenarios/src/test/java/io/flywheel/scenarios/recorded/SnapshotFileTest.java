package io.flywheel.scenarios.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotFileTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "2017-04-02T00:00:00Z, 2017-04-02T00:00:00Z",
        "2017-04-02T02:00:00+02:00, 2017-04-02T00:00:00Z",
        "2017-04-02T02:00+0200, 2017-04-02T00:00:00Z",
        "2017-04-02, 2017-04-02T00:00:00Z",
        "2017-04-02 12:30:15, 2017-04-02T12:30:15Z",
        "2017-04-02T12:30, 2017-04-02T12:30:00Z",
        "2017-04-02T12:30:15.250, 2017-04-02T12:30:15.250Z",
        "2017-04-02T12:30:15.250123+00:00, 2017-04-02T12:30:15.250Z",
    })
    void readsMomentsInEveryUsualForm(String text, Instant expected) throws IOException {
        Path file = file("customer_id,as_of\nada," + text + "\n");

        assertThat(SnapshotFile.moments(file)).containsExactly(new Snapshot("ada", expected.toEpochMilli(), null));
    }

    @Test
    void readsOutcomesAndIgnoresFurtherColumns() throws IOException {
        Path file = file("note,label,as_of,customer_id\nx,1,2017-04-02,ada\ny,0,2017-04-03,bob\n");

        assertThat(SnapshotFile.labelled(file))
                .containsExactly(
                        new Snapshot(
                                "ada", Instant.parse("2017-04-02T00:00:00Z").toEpochMilli(), true),
                        new Snapshot(
                                "bob", Instant.parse("2017-04-03T00:00:00Z").toEpochMilli(), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ada,2017-04-02,2 | label",
                "ada,soon,1 | as_of",
                ",2017-04-02,1 | customer_id",
            })
    void saysWhichLineAndFieldCanNotBeRead(String line, String field) throws IOException {
        Path file = file("customer_id,as_of,label\n" + line + "\n");

        assertThatThrownBy(() -> SnapshotFile.labelled(file))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("line 2, field " + field);
    }

    @Test
    void saysWhichColumnIsMissing() throws IOException {
        Path file = file("customer_id,as_of\nada,2017-04-02\n");

        assertThatThrownBy(() -> SnapshotFile.labelled(file)).hasMessageContaining("field label");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("labels.csv"), text);
    }
}
