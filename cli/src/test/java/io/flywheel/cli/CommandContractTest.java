package io.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flywheel.local.ConfigurationProblem;
import io.flywheel.local.JobKind;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.ExitCode;
import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandContractTest {

    @TempDir
    private Path directory;

    private final RecordedProduct product = new RecordedProduct();
    private final Console console = new Console(product, Map.of("CI", "true"));

    @Test
    void theDemoPrintsOneJsonObjectOnStdoutAndProgressOnStderr() throws IOException {
        int exit = console.run("demo", "--duration", "90s", "--data-dir", directory.toString(), "-o", "json");
        assertThat(exit).isZero();
        assertThat(console.out().lines()).hasSize(1);
        JsonNode result = json(console.out());
        assertThat(result.path("apiVersion").asText()).isEqualTo("flywheel.io/v1");
        assertThat(result.path("kind").asText()).isEqualTo("DemoReport");
        assertThat(List.of(
                        "seconds_to_ready",
                        "seconds_to_first_row",
                        "customers",
                        "events_in",
                        "rows_written",
                        "rejected",
                        "duplicates",
                        "peak_rss_bytes"))
                .allSatisfy(field ->
                        assertThat(result.path(field).isNumber()).as(field).isTrue());
        assertThat(console.err()).contains("Kafka").contains("3 topics").doesNotContain("\u001b");
    }

    @Test
    void theDemoPassesOnWhatItWasAsked() {
        console.run(
                "demo",
                "--duration",
                "5m",
                "--rate",
                "12.5",
                "--customers",
                "7",
                "--seed",
                "3",
                "--kafka-port",
                "19092",
                "--keep",
                "--data-dir",
                directory.toString());
        assertThat(product.demoRequest).isNotNull().satisfies(request -> {
            assertThat(request.duration()).isEqualTo(Duration.ofMinutes(5));
            assertThat(request.eventsPerSecond()).isEqualTo(12.5);
            assertThat(request.customers()).isEqualTo(7);
            assertThat(request.seed()).isEqualTo(3);
            assertThat(request.ports().kafka()).isEqualTo(19092);
            assertThat(request.keep()).isTrue();
            assertThat(request.dataDirectory()).isEqualTo(directory);
        });
    }

    @Test
    void theReplayReportsReasonsAndPassesOnTheDisturbance() throws IOException {
        Path input = Files.createFile(directory.resolve("events.jsonl"));
        int exit = console.run(
                "replay",
                "--source",
                "canonical",
                "--input",
                input.toString(),
                "--shuffle",
                "86400",
                "--duplicates",
                "0.2",
                "--seed",
                "9",
                "--set",
                "a.b=c",
                "--data-dir",
                directory.toString(),
                "-o",
                "json");
        assertThat(exit).isZero();
        JsonNode result = json(console.out());
        assertThat(result.path("rejected").asLong()).isEqualTo(7);
        assertThat(result.path("rejected_by_reason").path("CUSTOMER_MISSING").asLong())
                .isEqualTo(7);
        assertThat(result.path("events_per_second").asDouble()).isEqualTo(48);
        assertThat(product.replayRequest).isNotNull().satisfies(request -> {
            assertThat(request.disturbance().shuffle()).isEqualTo(Duration.ofDays(1));
            assertThat(request.disturbance().duplicates()).isEqualTo(0.2);
            assertThat(request.disturbance().seed()).isEqualTo(9);
            assertThat(request.settings()).containsEntry("a.b", "c");
        });
    }

    @Test
    void theRunPassesOnWhatItWasAskedAndReportsWhereTheJobIs() throws IOException {
        int exit = console.run(
                "run",
                "--job",
                "velocity",
                "--config",
                "prod.yaml",
                "--set",
                "flink.address=jobmanager:8081",
                "--set",
                "a.b=c",
                "--parallelism",
                "4",
                "--duration",
                "10m",
                "--fresh",
                "--data-dir",
                directory.toString(),
                "-o",
                "json");
        assertThat(exit).isZero();
        JsonNode result = json(console.out());
        assertThat(result.path("apiVersion").asText()).isEqualTo("flywheel.io/v1");
        assertThat(result.path("kind").asText()).isEqualTo("RunReport");
        assertThat(result.path("job").asText()).isEqualTo("velocity");
        assertThat(result.path("job_id").asText()).isEqualTo("a1b2");
        assertThat(result.path("where").asText()).isEqualTo("local");
        assertThat(result.path("seconds").asDouble()).isEqualTo(90.5);
        assertThat(result.path("watermark").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(product.runRequest).isNotNull().satisfies(request -> {
            assertThat(request.job()).isEqualTo(JobKind.VELOCITY);
            assertThat(request.configuration()).isEqualTo(Path.of("prod.yaml"));
            assertThat(request.settings())
                    .containsEntry("flink.address", "jobmanager:8081")
                    .containsEntry("a.b", "c");
            assertThat(request.parallelism()).isEqualTo(4);
            assertThat(request.duration()).isEqualTo(Duration.ofMinutes(10));
            assertThat(request.fresh()).isTrue();
            assertThat(request.dataDirectory()).isEqualTo(directory);
        });
    }

    @Test
    void aRunIsOfAllJobsInOneGraphUntilItIsStopped() {
        assertThat(console.run("run", "--config", "prod.yaml", "--data-dir", directory.toString()))
                .isZero();
        assertThat(console.err()).contains("RUNNING");
        assertThat(product.runRequest).isNotNull().satisfies(request -> {
            assertThat(request.job()).isEqualTo(JobKind.PIPELINE);
            assertThat(request.parallelism()).isZero();
            assertThat(request.duration()).isNull();
            assertThat(request.fresh()).isFalse();
        });
    }

    @Test
    void anExplanationIsReadByPeopleAndByScripts() throws IOException {
        assertThat(console.run("explain", "globex", "--data-dir", directory.toString()))
                .isZero();
        assertThat(console.out())
                .contains("globex")
                .contains("red")
                .contains("sla_missed")
                .contains("t-1, t-2");
        Console second = new Console(product, Map.of());
        assertThat(second.run("explain", "globex", "--data-dir", directory.toString(), "--output=json"))
                .isZero();
        JsonNode reason = json(second.out()).path("contributions").path(0);
        assertThat(reason.path("event_ids").path(1).asText()).isEqualTo("t-2");
        assertThat(json(second.out()).path("as_of").asText()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void aFailureIsOnStderrWithItsCodeAndNothingIsOnStdout(String format) throws IOException {
        int exit = console.run("explain", "nobody", "--data-dir", directory.toString(), "-o", format);
        assertThat(exit).isEqualTo(1);
        assertThat(console.out()).isEmpty();
        if (format.equals("json")) {
            JsonNode error = json(console.err());
            assertThat(error.path("kind").asText()).isEqualTo("Error");
            assertThat(error.path("code").asText()).isEqualTo("FLY-1004");
            assertThat(error.path("exit_code").asInt()).isEqualTo(1);
            assertThat(error.path("next").asText()).isNotEmpty();
        } else {
            assertThat(console.err().lines())
                    .hasSize(3)
                    .first()
                    .asString()
                    .startsWith("FLY-1004: no customer is called nobody");
        }
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyFailureEndsWithTheExitCodeOfItsKind(ErrorCode code) {
        product.fails = new Failure(code, "what", "why", "next");
        assertThat(console.run("demo", "-q", "--data-dir", directory.toString()))
                .isEqualTo(code.exitCode().number());
        assertThat(console.err()).startsWith(code.label() + ": what");
    }

    @Test
    void whatNobodyForesawIsAFailureWithoutStackTraceUnlessAsked() {
        product.fails = new IllegalStateException("wheel\nfell off");
        assertThat(console.run("demo", "-q", "--data-dir", directory.toString()))
                .isEqualTo(1);
        assertThat(console.err())
                .contains("FLY-1001")
                .contains("IllegalStateException: wheel fell off")
                .doesNotContain("\tat ");
        Console verbose = new Console(product, Map.of());
        verbose.run("demo", "-q", "-v", "--data-dir", directory.toString());
        assertThat(verbose.err()).contains("\tat io.flywheel");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo --durration 5s|did you mean --duration",
                "dmo|did you mean",
                "demo --duration soon|write for example 90s",
                "demo --rate 0|must be more than 0",
                "replay --source canonical|--input",
                "replay --source canonical --input . --duplicates 2|from 0 to 1",
                "run|--config",
                "run --config a.yaml --job speed|expected one of [MOMENTUM, VELOCITY, ALERT, PIPELINE]",
                "run --config a.yaml --parallelism -1|must be more than 0",
                "explain|CUSTOMER",
                "db migrate|--config",
                "demo -o xml|xml",
            })
    void aWrongCommandLineEndsWithTwoAndSaysWhatToWrite(String line, String hint) {
        assertThat(console.run(line.split(" "))).isEqualTo(ExitCode.USAGE.number());
        assertThat(console.out()).isEmpty();
        assertThat(console.err()).startsWith("FLY-2001").contains(hint).contains("--help");
    }

    @Test
    void aWrongCommandLineIsJsonWhenJsonWasAskedFor() throws IOException {
        assertThat(console.run("demo", "--nope", "-o", "json")).isEqualTo(2);
        assertThat(json(console.err()).path("code").asText()).isEqualTo("FLY-2001");
    }

    @Test
    void withoutACommandTheCommandsAreNamed() {
        assertThat(console.run()).isEqualTo(2);
        assertThat(console.err()).contains("demo").contains("replay").contains("doctor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo",
                "replay",
                "run",
                "explain",
                "evaluate-spikes",
                "doctor",
                "config",
                "config validate",
                "db",
                "db migrate"
            })
    void everyCommandHasHelpWithExitCodesAndLeavesWithZero(String command) {
        String line = (command + " --help").strip();
        assertThat(console.run(line.split(" "))).isZero();
        assertThat(console.out()).contains("Usage: flywheel").contains("--help");
        boolean leaf = !command.isEmpty() && !List.of("config", "db").contains(command);
        assertThat(console.out().contains("Examples:")).as("examples").isEqualTo(leaf);
        assertThat(console.err()).isEmpty();
    }

    @Test
    void theVersionNamesWhatItRunsOn() {
        assertThat(console.run("--version")).isZero();
        assertThat(console.out())
                .matches("flywheel \\d[^ ]*.*Flink 2\\.\\d+\\.\\d+, Kafka \\d.*, PostgreSQL \\d.*, Java \\d.*\\R");
    }

    @Test
    void aValidConfigurationEndsWithZeroAndAnInvalidOneWithThree() throws IOException {
        assertThat(console.run("config", "validate", "a.yaml")).isZero();
        product.problems =
                List.of(new ConfigurationProblem("a.yaml:3 kafka.grup", "unknown key", "did you mean kafka.group?"));
        Console invalid = new Console(product, Map.of());
        assertThat(invalid.run("config", "validate", "a.yaml", "-o", "json")).isEqualTo(3);
        assertThat(json(invalid.out()).path("problems").path(0).path("next").asText())
                .contains("kafka.group");
    }

    @Test
    void migratingTakesAPlaceAndAPasswordFromFileOrEnvironment() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "from file\n");
        assertThat(console.run(
                        "db",
                        "migrate",
                        "--url",
                        "jdbc:postgresql://db/crm",
                        "--user",
                        "o",
                        "--password-file",
                        secret.toString()))
                .isZero();
        assertThat(product.migrated)
                .isNotNull()
                .satisfies(access -> assertThat(access.password()).isEqualTo("from file"));
        assertThat(console.out()).contains("12").doesNotContain("from file");
        new Console(product, Map.of("FLYWHEEL_DB_PASSWORD", "from env"))
                .run("db", "migrate", "--url", "jdbc:postgresql://db/crm");
        assertThat(product.migrated)
                .isNotNull()
                .satisfies(access -> assertThat(access.password()).isEqualTo("from env"));
    }

    @Test
    void spikesAreJudgedSeriesBySeriesAndInAll() throws IOException {
        Files.createDirectories(directory.resolve("series/group"));
        StringBuilder csv = new StringBuilder("timestamp,value\n");
        for (int i = 0; i < 500; i++) {
            csv.append(Instant.parse("2026-01-05T00:00:00Z").plusSeconds(i * 300L))
                    .append(',')
                    .append(i >= 400 && i < 405 ? 90 : 5)
                    .append('\n');
        }
        Files.writeString(directory.resolve("series/group/a.csv"), csv);
        Path labels = Files.writeString(
                directory.resolve("labels.json"),
                "{\"group/a.csv\": [[\"2026-01-06 09:00:00.000000\", \"2026-01-06 10:00:00.000000\"]]}");
        String folder = directory.resolve("series").toString();

        assertThat(console.run("evaluate-spikes", "--series", folder, "--labels", labels.toString(), "-o", "json"))
                .isZero();
        assertThat(console.out().lines()).hasSize(1);
        JsonNode result = json(console.out());
        assertThat(result.path("kind").asText()).isEqualTo("SpikeEvaluation");
        for (JsonNode one :
                List.of(result.path("series").path(0), result.path("groups").path(0), result.path("all"))) {
            assertThat(one.path("windows").asInt()).isEqualTo(1);
            assertThat(one.path("windows_found").asInt()).isEqualTo(1);
            assertThat(one.path("false_alerts").asInt(-1)).isZero();
            assertThat(one.path("false_alerts_per_series_day").asDouble(-1)).isZero();
            assertThat(one.path("delay_seconds_median").asDouble()).isEqualTo(1200);
            assertThat(one.path("random").path("windows_found").isNumber()).isTrue();
            assertThat(one.path("baselines")
                            .path("static_3_sigma")
                            .path("windows_found")
                            .asInt())
                    .isEqualTo(1);
        }

        Console text = new Console(product, Map.of());
        assertThat(text.run("evaluate-spikes", "--series", folder, "--labels", labels.toString()))
                .isZero();
        assertThat(text.out()).contains("group/a.csv").contains("all");
        assertThat(new Console(product, Map.of()).run("evaluate-spikes", "--series", folder))
                .isEqualTo(2);
        Console unreadable = new Console(product, Map.of());
        assertThat(unreadable.run("evaluate-spikes", "--series", folder, "--labels", folder, "-o", "json"))
                .isEqualTo(1);
        assertThat(json(unreadable.err()).path("code").asText()).isEqualTo("FLY-1003");
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
