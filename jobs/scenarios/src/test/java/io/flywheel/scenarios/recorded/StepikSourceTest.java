package io.flywheel.scenarios.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.ClickstreamType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepikSourceTest {

    private static final String HEADER = "step_id,timestamp,submission_status,user_id";

    @TempDir
    private Path folder;

    @Test
    void everyLineIsAStepPassedOrFailed() throws IOException {
        RecordedEvents read = read(HEADER, "501,1500000000,correct,7", "", "502,1400000000,wrong,8");

        assertThat(read.linesRead()).isEqualTo(2);
        ClickstreamEvent passed = (ClickstreamEvent) read.events().get(0).payload();
        assertThat(passed.getType()).isEqualTo(ClickstreamType.step_passed);
        assertThat(passed.getPage()).isEqualTo("501");
        assertThat(passed.getCustomerId()).isEqualTo("7");
        assertThat(passed.getOccurredAt()).isEqualTo(Instant.ofEpochSecond(1_500_000_000));
        ClickstreamEvent failed = (ClickstreamEvent) read.events().get(1).payload();
        assertThat(failed.getType()).isEqualTo(ClickstreamType.step_failed);
    }

    @Test
    void equalLinesAreDifferentEventsAndALineKeepsItsId() throws IOException {
        List<String> ids = ids(read(HEADER, "501,1500000000,correct,7", "501,1500000000,correct,7"));
        List<String> later = ids(read(HEADER, "502,1400000000,wrong,8", "501,1500000000,correct,7"));

        assertThat(ids.get(0)).matches("[0-9a-f]{16}-1");
        assertThat(ids.get(1)).isEqualTo(ids.get(0).replace("-1", "-2"));
        assertThat(later.get(1)).isEqualTo(ids.get(0));
    }

    @Test
    void gzipIsToldByItsBytesAndNotByItsName() throws IOException {
        StepikSource source = new StepikSource();
        String[] lines = {HEADER, "501,1500000000,correct,7"};

        assertThat(source.read(RecordedFiles.gzip(folder, "a.csv.gz", lines)).events())
                .hasSize(1);
        assertThat(source.read(RecordedFiles.gzip(folder, "a.csv", lines)).events())
                .hasSize(1);
        Path lying = Files.writeString(folder.resolve("b.csv.GZ"), HEADER);
        assertThatThrownBy(() -> source.read(lying)).hasMessageContaining("take .gz off the name");
    }

    @Test
    void damagedFilesAreToldApart() throws IOException {
        StepikSource source = new StepikSource();
        Path whole = RecordedFiles.gzip(folder, "c.gz", HEADER, "501,1500000000,correct,7");
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(bytes, bytes.length - 12));
        Path latin = Files.write(folder.resolve("latin.csv"), new byte[] {'a', (byte) 0xe9, 'b', '\n'});

        assertThatThrownBy(() -> source.read(cut)).hasMessageContaining("cut off or damaged");
        assertThatThrownBy(() -> source.read(latin)).hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> source.read(folder.resolve("none.csv"))).hasMessageContaining("no such file");
        Path empty = Files.writeString(folder.resolve("empty.csv"), "");
        assertThatThrownBy(() -> source.read(empty)).hasMessageContaining("expected a header");
    }

    @Test
    void wordsAndNumbersThatAreNotThoseOfTheSetAreNamed() {
        assertThatThrownBy(() -> read(HEADER, "501,1500000000,maybe,7"))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("line 2, field submission_status: expected correct or wrong, found \"maybe\"");
        assertThatThrownBy(() -> read(HEADER, "501,noon,wrong,7")).hasMessageContaining("field timestamp");
        assertThatThrownBy(() -> read(HEADER, "501,9000000000000000000,wrong,7"))
                .hasMessageContaining("field timestamp: expected a time");
    }

    private RecordedEvents read(String... lines) throws IOException {
        return new StepikSource().read(RecordedFiles.plain(folder, lines));
    }

    private static List<String> ids(RecordedEvents read) {
        return read.events().stream().map(RecordedEvent::eventId).toList();
    }
}
