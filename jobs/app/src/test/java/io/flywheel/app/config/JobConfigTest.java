package io.flywheel.app.config;

import static io.flywheel.app.config.GivenSettings.SMALLEST;
import static io.flywheel.app.config.GivenSettings.configured;
import static io.flywheel.app.config.GivenSettings.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.app.postgres.PostgresSettings;
import io.flywheel.domain.activity.Lateness;
import io.flywheel.domain.wheel.window.Dimension;
import io.flywheel.pipeline.MomentumSettings;
import io.flywheel.pipeline.customer.TrackingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file and its overrides become, and every way in which they can be wrong. */
class JobConfigTest {

    @Test
    void recordsTheDefaults() {
        JobConfig config = configured(SMALLEST);
        assertThat(config.effective())
                .isEqualTo(
                        new TreeMap<>(
                                Map.ofEntries(
                                        Map.entry("alerts.max-age", "30 min"),
                                        Map.entry("alerts.mode", "live"),
                                        Map.entry("intake.allowed-lateness", "7 d"),
                                        Map.entry("intake.future-tolerance", "5 min"),
                                        Map.entry("intake.idle-after", "1 min"),
                                        Map.entry("intake.max-record-bytes", "1048576"),
                                        Map.entry("intake.reject-flood-ratio", "0.01"),
                                        Map.entry("intake.watermark-bound", "1 min"),
                                        Map.entry("job.name", "flywheel-momentum"),
                                        Map.entry("kafka.bootstrap-servers", "localhost:9092"),
                                        Map.entry("kafka.delivery", "at_least_once"),
                                        Map.entry("kafka.group-id", "flywheel"),
                                        Map.entry("kafka.security.protocol", "plaintext"),
                                        Map.entry("kafka.security.sasl-mechanism", "scram_sha_512"),
                                        Map.entry("kafka.start-from", "earliest"),
                                        Map.entry("kafka.topics.clickstream", "clickstream"),
                                        Map.entry("kafka.topics.deals", "deals"),
                                        Map.entry("kafka.topics.prefix", "flywheel."),
                                        Map.entry("kafka.topics.support", "support"),
                                        Map.entry("kafka.transaction-timeout", "15 min"),
                                        Map.entry("postgres.flush-interval", "1 s"),
                                        Map.entry("postgres.flush-rows", "20000"),
                                        Map.entry("postgres.reconnect-limit", "1 min"),
                                        Map.entry("postgres.url", "jdbc:postgresql://localhost/flywheel"),
                                        Map.entry("postgres.user", "flywheel_writer"),
                                        Map.entry("quality.retention", "30 d"),
                                        Map.entry("tracking.cached-customers", "50000"),
                                        Map.entry("tracking.emit-every", "1 s"),
                                        Map.entry("tracking.unsaved-customers", "20000"),
                                        Map.entry(
                                                "wheel.dimensions",
                                                "all, phase, department, segment, plan, region, channel, campaign, content, account"))));
        assertThat(config.lateness()).isEqualTo(Lateness.DEFAULT);
        assertThat(config.wheel().dimensions()).containsExactly(Dimension.values());
        assertThat(config.momentum())
                .isEqualTo(new MomentumSettings(
                        new TrackingSettings(
                                "flywheel-momentum", 50_000, 20_000, 1_000, TrackingSettings.MEMORY_MILLIS, true),
                        0.01,
                        Duration.ofDays(30).toMillis()));
        PostgresSettings postgres = config.postgres();
        assertThat(postgres).isEqualTo(PostgresSettings.of(postgres.access()));
        assertThat(postgres.access().user()).isEqualTo("flywheel_writer");
    }

    @Test
    void takesEveryKey(@TempDir Path directory) throws IOException {
        Path catalogue = Files.createFile(directory.resolve("catalogue.yaml"));
        Map<String, String> values = new TreeMap<>(Map.ofEntries(
                Map.entry("catalogue.file", catalogue.toString()),
                Map.entry("risk.model.file", catalogue.toString()),
                Map.entry("detectors.file", catalogue.toString()),
                Map.entry("alerts.max-age", "10 min"),
                Map.entry("alerts.mode", "shadow"),
                Map.entry("alerts.notifications.file", catalogue.toString()),
                Map.entry("alerts.rules.file", catalogue.toString()),
                Map.entry("flink.address", "jobmanager:8081"),
                Map.entry("intake.allowed-lateness", "2 d"),
                Map.entry("intake.future-tolerance", "7 min"),
                Map.entry("intake.idle-after", "3 min"),
                Map.entry("intake.max-record-bytes", "65536"),
                Map.entry("intake.reject-flood-ratio", "0.25"),
                Map.entry("intake.watermark-bound", "10 s"),
                Map.entry("job.name", "momentum_eu-2"),
                Map.entry("kafka.bootstrap-servers", "one:9092,two:9092"),
                Map.entry("kafka.delivery", "exactly_once"),
                Map.entry("kafka.group-id", "wheel"),
                Map.entry("kafka.security.own-certificate-file", "/run/secrets/jobs.pem"),
                Map.entry("kafka.security.password-file", "/run/secrets/kafka"),
                Map.entry("kafka.security.protocol", "sasl_ssl"),
                Map.entry("kafka.security.sasl-mechanism", "scram_sha_256"),
                Map.entry("kafka.security.trusted-certificates-file", "/run/secrets/brokers.pem"),
                Map.entry("kafka.security.username", "jobs"),
                Map.entry("kafka.start-from", "committed"),
                Map.entry("kafka.topics.clickstream", "web.events"),
                Map.entry("kafka.topics.deals", "crm.events"),
                Map.entry("kafka.topics.prefix", "eu.wheel."),
                Map.entry("kafka.topics.support", "desk.events"),
                Map.entry("kafka.transaction-timeout", "20 min"),
                Map.entry("postgres.flush-interval", "200 ms"),
                Map.entry("postgres.flush-rows", "500"),
                Map.entry("postgres.password-file", "/run/secrets/writer"),
                Map.entry("postgres.reconnect-limit", "2 min"),
                Map.entry("postgres.url", "jdbc:postgresql://db:5433/wheel?sslmode=verify-full"),
                Map.entry("postgres.user", "writer"),
                Map.entry("quality.retention", "9 d"),
                Map.entry("registry.url", "https://registry:8081/apis/ccompat/v7"),
                Map.entry("tracking.cached-customers", "1000"),
                Map.entry("tracking.emit-every", "250 ms"),
                Map.entry("tracking.unsaved-customers", "400"),
                Map.entry("wheel.dimensions", "all, segment")));
        String yaml = values.entrySet().stream()
                .map(entry -> entry.getKey() + ": \"" + entry.getValue() + "\"\n")
                .collect(Collectors.joining());

        JobConfig config = configured(yaml);

        assertThat(config.effective()).isEqualTo(values);
        assertThat(JobOptions.all().stream().map(ConfigOption::key))
                .as("a password can be given in one way only")
                .containsExactlyInAnyOrderElementsOf(
                        with(values.keySet(), "postgres.password", "postgres.password-env"));
        assertThat(JobOptions.all())
                .filteredOn(option -> option.hasDefaultValue())
                .allSatisfy(option -> assertThat(values.get(option.key()))
                        .as(option.key() + " is not its default")
                        .isNotEqualTo(SettingText.defaultOf(option)));
        assertThat(config.lateness())
                .isEqualTo(new Lateness(
                        Duration.ofDays(2).toMillis(), Duration.ofMinutes(7).toMillis()));
        assertThat(config.wheel().dimensions()).containsExactly(Dimension.ALL, Dimension.SEGMENT);
        assertThat(config.momentum())
                .isEqualTo(new MomentumSettings(
                        new TrackingSettings("momentum_eu-2", 1_000, 400, 250, TrackingSettings.MEMORY_MILLIS, true),
                        0.25,
                        Duration.ofDays(9).toMillis()));
        PostgresSettings postgres = config.postgres();
        assertThat(postgres)
                .isEqualTo(new PostgresSettings(postgres.access(), 500, Duration.ofMillis(200), Duration.ofMinutes(2)));
        assertThat(postgres.access().url()).isEqualTo(values.get("postgres.url"));
        assertThat(postgres.access().user()).isEqualTo("writer");
        assertThat(postgres.access().secret()).hasToString("file /run/secrets/writer");
        assertThat(config.value(JobOptions.START_FROM)).isEqualTo(JobOptions.StartFrom.COMMITTED);
        assertThat(config.value(JobOptions.DELIVERY)).isEqualTo(JobOptions.Delivery.EXACTLY_ONCE);
    }

    private static List<String> with(Iterable<String> keys, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        keys.forEach(all::add);
        return all;
    }

    @Test
    void printsWhatCanBeSetAgain() {
        Map<String, String> printed =
                configured(SMALLEST, "intake.idle-after=90 s").effective();
        assertThat(JobConfig.of(SettingsFile.of(printed)).effective()).isEqualTo(printed);
    }

    @Test
    void takesNestedAndDottedNames() {
        JobConfig config = configured("""
                kafka:
                  bootstrap-servers: localhost:9092
                  topics.prefix: eu.
                  topics:
                    deals: crm
                postgres.url: jdbc:postgresql://localhost/flywheel
                """);
        assertThat(config.value(JobOptions.TOPIC_PREFIX)).isEqualTo("eu.");
        assertThat(config.value(JobOptions.DEALS_TOPIC)).isEqualTo("crm");
    }

    @Test
    void letsTheCommandLineWin() {
        JobConfig config =
                configured(SMALLEST + "kafka.group-id: file\n", "kafka.group-id=first", "kafka.group-id = a=b ");
        assertThat(config.value(JobOptions.GROUP_ID)).isEqualTo("a=b");
    }

    @Test
    void letsTheCommandLineMendTheFile() {
        JobConfig config = configured(SMALLEST + "postgres.flush-rows: many\n", "postgres.flush-rows=5");
        assertThat(config.value(JobOptions.POSTGRES_FLUSH_ROWS)).isEqualTo(5);
    }

    @Test
    void reportsAllProblemsAtOnceWithTheirPlaces() {
        assertThat(problems("""
                        kafka:
                          bootstrap-servers: localhost:9092
                          gruop-id: wheel
                          delivery: twice
                        intake:
                          watermark-bound: soon
                          max-record-bytes: 1e9
                          idle-after: 100 ms
                        tracking: {cached-customers: 0, unsaved-customers: 20000}
                        """, "postgres.flush-rows=-5", "nonsense"))
                .containsExactlyInAnyOrder(
                        "flywheel.yaml:3:13: kafka.gruop-id: this key is unknown; did you mean 'kafka.group-id'?",
                        "flywheel.yaml:4:13: kafka.delivery: 'twice' can not be read; at_least_once or exactly_once is expected",
                        "flywheel.yaml:6:20: intake.watermark-bound: 'soon' can not be read; a duration such as 500 ms, 1 min or 7 d is expected",
                        "flywheel.yaml:7:21: intake.max-record-bytes: '1e9' can not be read; a whole number is expected",
                        "flywheel.yaml:8:15: intake.idle-after: 100 ms is outside 1 s to 1 d",
                        "flywheel.yaml:9:30: tracking.cached-customers: 0 is outside 1 to 100000000",
                        "--set postgres.flush-rows: postgres.flush-rows: -5 is outside 1 to 1000000",
                        "--set nonsense: 'key=value' is expected",
                        "settings: postgres.url: required, but not set; JDBC URL of the database, for example jdbc:postgresql://db:5432/flywheel. Required. A password does not belong into it.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "intake.watermark-bound     | 25 h",
                "intake.idle-after          | 999 ms",
                "intake.allowed-lateness    | 59 s",
                "intake.allowed-lateness    | 168 h 1 ms",
                "intake.allowed-lateness    | 8 d",
                "intake.future-tolerance    | 2 d",
                "intake.future-tolerance    | -1 s",
                "intake.max-record-bytes    | 0",
                "intake.max-record-bytes    | 104857601",
                "intake.max-record-bytes    | 99999999999",
                "intake.reject-flood-ratio  | 1.01",
                "intake.reject-flood-ratio  | -0.1",
                "intake.reject-flood-ratio  | NaN",
                "tracking.cached-customers  | 100000001",
                "tracking.unsaved-customers | 0",
                "tracking.emit-every        | 9 ms",
                "tracking.emit-every        | 11 min",
                "kafka.transaction-timeout  | 999 ms",
                "quality.retention          | 7 d",
                "postgres.flush-rows        | 0",
                "postgres.flush-interval    | 9 ms",
                "postgres.reconnect-limit   | 2 h",
                "intake.watermark-bound     | 60",
                "job.name                   | flywheel.momentum",
                "job.name                   | two words",
                "kafka.topics.clickstream   | click stream",
                "kafka.topics.clickstream   | deals",
                "kafka.topics.prefix        | flywheel/",
                "kafka.start-from           | latest",
                "registry.url               | registry:8081",
                "registry.url               | ftp://registry",
                "registry.url               | http://re gistry",
                "registry.url               | http:///apis",
                "flink.address              | jobmanager",
                "flink.address              | http://jobmanager:8081",
                "flink.address              | jobmanager:65536",
                "flink.address              | :8081",
                "postgres.url               | postgresql://localhost/flywheel",
                "catalogue.file             | /no/such/file.yaml",
                "risk.model.file            | /no/such/file.yaml",
                "detectors.file             | /no/such/file.yaml",
                "wheel.dimensions           | 'all, segmnt'",
            })
    void refusesWhatCannotBe(String key, String value) {
        assertThat(problems(SMALLEST, key + "=" + value))
                .singleElement()
                .asString()
                .startsWith("--set " + key + ": " + key + ": ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "intake.watermark-bound     | 0",
                "intake.watermark-bound     | 1 d",
                "intake.idle-after          | 1 s",
                "intake.allowed-lateness    | 1 min",
                "intake.allowed-lateness    | 168 h",
                "intake.future-tolerance    | 0 s",
                "intake.max-record-bytes    | 104857600",
                "intake.reject-flood-ratio  | 0",
                "intake.reject-flood-ratio  | 1",
                "tracking.emit-every        | 10 ms",
                "quality.retention          | 8 d",
                "postgres.reconnect-limit   | 1 h",
                "kafka.start-from           | EARLIEST",
                "kafka.topics.prefix        | ''",
            })
    void takesWhatLiesAtTheEdge(String key, String value) {
        assertThat(configured(SMALLEST, key + "=" + value).effective()).containsKey(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.group-id:",
                "kafka.group-id: null",
                "kafka.group-id: ''",
                "kafka.group-id: '  '",
                "kafka: {group-id: }"
            })
    void refusesAKeyWithoutAValue(String line) {
        assertThat(problems(SMALLEST + line))
                .singleElement()
                .asString()
                .contains("flywheel.yaml:3:", "kafka.group-id: no value is given");
    }

    @Test
    void asksForWhatIsRequired() {
        assertThat(problems(""))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("required, but not set"));
        assertThat(problems("kafka.bootstrap-servers: ''\npostgres.url: ' '"))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("no value is given"));
    }

    @Test
    void describesEveryOption() {
        assertThat(JobOptions.all()).allSatisfy(option -> {
            assertThat(DescriptionText.of(option))
                    .as(option.key())
                    .endsWith(".")
                    .hasSizeGreaterThan(20);
            assertThat(option.key()).matches("[a-z]+(\\.[a-z]+)?\\.[a-z-]+");
        });
    }
}
