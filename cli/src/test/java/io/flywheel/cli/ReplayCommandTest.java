package io.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two kinds of replay: of a file, and of what the topics hold. */
class ReplayCommandTest {

    @TempDir
    private Path directory;

    private final RecordedProduct product = new RecordedProduct();
    private final Console console = new Console(product, Map.of("CI", "true"));

    @Test
    void whatTheTopicsHoldIsReplayedFromTheirConfiguration() {
        int exit = run("--source kafka --config prod.yaml --set kafka.group-id=a --fresh --timeout 2h");

        assertThat(exit).isZero();
        assertThat(product.topicReplayRequest).isNotNull().satisfies(request -> {
            assertThat(request.configuration()).isEqualTo(Path.of("prod.yaml"));
            assertThat(request.settings()).containsEntry("kafka.group-id", "a");
            assertThat(request.fresh()).isTrue();
            assertThat(request.timeout()).isEqualTo(Duration.ofHours(2));
            assertThat(request.dataDirectory()).isEqualTo(directory);
        });
        assertThat(product.replayRequest).isNull();
        assertThat(console.out()).contains("checkpoints/7");
    }

    @Test
    void topicsAreThoseOfAConfiguration() {
        assertThat(run("--source kafka")).isEqualTo(2);
        assertThat(console.err()).contains("--config");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--input .", "--shuffle 60", "--duplicates 0.1", "--dump out", "--decisions d.jsonl"})
    void whatIsForFilesIsRefusedForTopics(String option) {
        assertThat(run("--source kafka --config prod.yaml " + option)).isEqualTo(2);
        assertThat(console.err()).contains("are for files");
        assertThat(product.topicReplayRequest).isNull();
    }

    @Test
    void whatIsForTopicsIsRefusedForFiles() {
        assertThat(run("--source canonical --input . --fresh")).isEqualTo(2);
        assertThat(console.err()).contains("--source kafka");
        assertThat(product.replayRequest).isNull();
    }

    private int run(String arguments) {
        return console.run(("replay " + arguments + " --data-dir " + directory).split(" "));
    }
}
