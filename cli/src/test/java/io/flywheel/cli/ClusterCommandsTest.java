package io.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flywheel.local.JobKind;
import io.flywheel.local.cluster.ClusterShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the cluster and of savepoints: what they pass on, what they print, how they end. */
class ClusterCommandsTest {

    private static final Path SAVEPOINT =
            Path.of("..", "deploy", "local", "src", "test", "resources", "savepoints", "0.1.0", "savepoint");

    @TempDir
    private Path directory;

    private final RecordedProduct product = new RecordedProduct();
    private final Console console = new Console(product, Map.of("CI", "true"));

    private int run(String line) {
        return console.run((line + " --data-dir " + directory).split(" "));
    }

    @Test
    void theClusterStartsAsItWasAskedAndTellsOfItself() throws IOException {
        assertThat(run("cluster up --task-managers 3 --slots 4 --port 0 --standby --tls -o json"))
                .isZero();
        assertThat(product.cluster.shape).isEqualTo(new ClusterShape(3, 4, 0, true, true));
        assertThat(product.cluster.folder).isEqualTo(directory.resolve("cluster"));
        JsonNode report = json(console.out());
        assertThat(report.path("kind").asText()).isEqualTo("ClusterReport");
        assertThat(report.path("page").asText()).isEqualTo("http://127.0.0.1:8081");
        assertThat(report.path("free_slots").asInt()).isEqualTo(3);
        assertThat(report.path("jobs").path(0).path("job_id").asText()).isEqualTo("a1b2");
        assertThat(console.err()).contains("2 task managers");
    }

    @Test
    void withoutOptionsThereAreTwoTaskManagersOfTwoSlots() {
        assertThat(run("cluster up")).isZero();
        assertThat(product.cluster.shape).isEqualTo(new ClusterShape(2, 2, 8081, false, false));
        assertThat(console.out()).contains("jobmanager-1 (11)").contains("4, 3 free");
    }

    @Test
    void aJobIsSubmittedWithItsConfigurationAndReported() throws IOException {
        assertThat(
                        run(
                                "cluster submit --job momentum --config a.yaml --set x.y=z --parallelism 4 --jar j.jar --from s -o json"))
                .isZero();
        assertThat(product.cluster.request).isNotNull().satisfies(request -> {
            assertThat(request.job()).isEqualTo(JobKind.MOMENTUM);
            assertThat(request.configuration()).isEqualTo(Path.of("a.yaml"));
            assertThat(request.settings()).containsEntry("x.y", "z");
            assertThat(request.parallelism()).isEqualTo(4);
            assertThat(request.jar()).isEqualTo(Path.of("j.jar"));
            assertThat(request.savepoint()).isEqualTo("s");
        });
        JsonNode report = json(console.out());
        assertThat(report.path("kind").asText()).isEqualTo("JobReport");
        assertThat(report.path("parallelism").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "cluster savepoint, savepoint pipeline",
        "cluster stop --job velocity, stop velocity",
        "cluster resume, resume pipeline 0 null null",
        "cluster resume --jar n.jar --from c --parallelism 3, resume pipeline 3 n.jar c",
        "cluster down, down",
        "cluster down --now, down now",
    })
    void theOthersPassOnWhatTheyAreAsked(String line, String asked) {
        assertThat(run(line)).isZero();
        assertThat(product.cluster.asked).containsExactly(asked);
    }

    @Test
    void rescalingIsAStopAndAResume() {
        assertThat(run("cluster rescale --parallelism 3")).isZero();
        assertThat(product.cluster.asked).containsExactly("stop pipeline", "resume pipeline 3 null null");
    }

    @ParameterizedTest
    @CsvSource({
        "cluster submit, --config",
        "cluster rescale, --parallelism",
        "cluster rescale --parallelism 0, must be more than 0",
        "cluster up --slots 0, must be more than 0",
        "state check, --savepoint",
        "state inspect, --savepoint",
    })
    void aWrongLineEndsWithTwo(String line, String hint) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(console.err()).startsWith("FLY-2001").contains(hint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cluster up",
                "cluster submit",
                "cluster savepoint",
                "cluster stop",
                "cluster resume",
                "cluster rescale",
                "cluster status",
                "cluster down",
                "state check",
                "state inspect"
            })
    void everyCommandHasHelpWithExamples(String command) {
        assertThat(console.run((command + " --help").split(" "))).isZero();
        assertThat(console.out()).contains("Usage: flywheel").contains("Examples:");
    }

    @Test
    void aSavepointThatCanBeRestoredEndsWithZeroAndOneThatCanNotWithThree() throws IOException {
        assertThat(run("state check --savepoint " + SAVEPOINT)).isZero();
        assertThat(console.out())
                .startsWith("yes: this build restores ")
                .contains("starts empty: ")
                .contains("source-signals");

        Console refused = new Console(product, Map.of());
        assertThat(refused.run(
                        "state",
                        "check",
                        "--savepoint",
                        SAVEPOINT.toString(),
                        "--max-parallelism",
                        "64",
                        "--data-dir",
                        directory.toString(),
                        "-o",
                        "json"))
                .isEqualTo(3);
        JsonNode verdict = json(refused.out());
        assertThat(verdict.path("restorable").asBoolean(true)).isFalse();
        assertThat(verdict.path("problems").path(0).path("reason").asText()).isEqualTo("MAX_PARALLELISM");

        Console text = new Console(product, Map.of());
        assertThat(text.run(
                        "state",
                        "check",
                        "--savepoint",
                        SAVEPOINT.toString(),
                        "--parallelism",
                        "200",
                        "--data-dir",
                        directory.toString()))
                .isEqualTo(3);
        assertThat(text.out()).startsWith("no: ").contains("PARALLELISM").contains("ask for at most 128");
    }

    @Test
    void anInspectionNamesOperatorsStatesAndTheLargestCustomers() throws IOException {
        assertThat(run("state inspect --top 2 --savepoint " + SAVEPOINT)).isZero();
        assertThat(console.out())
                .contains("track-customers")
                .contains("wheel-customer")
                .contains("record io.flywheel.domain.quality.QualityWindow")
                .contains(" of 128");
        Console json = new Console(product, Map.of());
        json.run(
                "state",
                "inspect",
                "--top",
                "2",
                "--savepoint",
                SAVEPOINT.toString(),
                "--data-dir",
                directory.toString(),
                "-o",
                "json");
        assertThat(json(json.out()).path("customers")).hasSize(2);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
