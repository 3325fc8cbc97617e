package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flywheel.local.failure.Failure;
import io.flywheel.local.kafka.KafkaSender;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.kafka.TopicReader;
import io.flywheel.local.operations.Bundle;
import io.flywheel.local.operations.Freshness;
import io.flywheel.local.operations.LocalBundle;
import io.flywheel.local.operations.LocalFreshness;
import io.flywheel.local.operations.LocalRejected;
import io.flywheel.local.operations.Rejected;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of operations between a real Kafka and PostgreSQL, with a job that refuses what it should. */
class OperationsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long ARRIVED = 1_772_323_200_000L;
    private static final byte[] SHORT = "no event".getBytes(StandardCharsets.UTF_8);
    private static final byte[] LONG = longValue();

    @TempDir
    private Path directory;

    private final Configurations configurations = new Configurations();
    private final Rejected rejected = new LocalRejected(configurations);

    @SuppressWarnings("NullAway.Init") // started before each test
    private RunningJob running;

    @SuppressWarnings("NullAway.Init")
    private Path configuration;

    @BeforeEach
    void aJobHasRefusedTwoRecords() throws Exception {
        running = new RunningJob(directory.resolve("world"));
        configuration = Files.writeString(
                directory.resolve("flywheel.yaml"),
                String.join(
                        "\n",
                        "kafka.bootstrap-servers: " + running.kafka.bootstrapServers(),
                        "postgres.url: " + running.database.access().jdbcUrl(),
                        "postgres.user: " + running.database.access().user(),
                        "postgres.password-file: " + running.database.passwordFile()));
        assertThat(new LocalFreshness(configurations).read(configuration, directory, Duration.ofMinutes(2)))
                .satisfies(report -> assertThat(report.stale()).isTrue());
        try (KafkaSender sender = running.sender()) {
            sender.send(new OutgoingRecord("clickstream", null, SHORT, ARRIVED));
            sender.send(new OutgoingRecord("deals", null, LONG, ARRIVED));
            sender.flush();
        }
        await().atMost(PATIENCE).ignoreExceptions().until(() -> list().records() == 2);
    }

    @AfterEach
    void end() {
        running.close();
    }

    @Test
    void whatIsRefusedIsListedShownAndSentAgainOnce() throws Exception {
        Rejected.Listing listing = list();
        assertThat(listing.groups())
                .extracting(Rejected.Group::topic)
                .containsExactlyInAnyOrder("clickstream", "deals");
        assertThat(listing.groups())
                .allSatisfy(group -> assertThat(group.first().toEpochMilli()).isEqualTo(ARRIVED));
        String place = exampleOf(listing, "clickstream");
        assertThat(rejected.show(configuration, Map.of(), place))
                .satisfies(detail -> assertThat(detail.content()).isEqualTo("no event"))
                .satisfies(detail -> assertThat(detail.size()).isEqualTo(SHORT.length));
        assertThatThrownBy(() -> rejected.show(configuration, Map.of(), "clickstream/0/4711"))
                .isInstanceOf(Failure.class);

        assertThat(resend(null, true)).isEqualTo(new Rejected.Resending(true, 2, 2, 0, 0));
        assertThat(values("deals")).hasSize(1);
        assertThat(resend(null, false)).isEqualTo(new Rejected.Resending(false, 2, 2, 0, 0));

        assertThat(values("clickstream")).hasSize(2).allMatch(value -> Arrays.equals(value, SHORT));
        assertThat(values("deals"))
                .as("what the dead letter cuts off is taken from the topic")
                .hasSize(2)
                .allMatch(value -> Arrays.equals(value, LONG));
        await().atMost(PATIENCE).until(() -> list().records() == 4);
        assertThat(resend(null, true, place)).isEqualTo(new Rejected.Resending(true, 1, 0, 1, 0));
        assertThat(resend(null, false, place)).isEqualTo(new Rejected.Resending(false, 1, 0, 1, 0));
        assertThat(values("clickstream")).hasSize(2);
    }

    @Test
    void aMendedRecordTakesThePlaceOfTheRefusedOne() throws Exception {
        Path mended = Files.writeString(directory.resolve("mended"), "better");
        assertThatThrownBy(() -> resend(mended, false)).isInstanceOf(Failure.class);

        assertThat(resend(mended, false, exampleOf(list(), "clickstream")))
                .isEqualTo(new Rejected.Resending(false, 1, 1, 0, 0));

        assertThat(values("clickstream").stream().map(value -> new String(value, StandardCharsets.UTF_8)))
                .containsExactlyInAnyOrder("no event", "better");
    }

    @Test
    void refusedRowsAreListedAndShown() throws Exception {
        try (Connection connection = running.database.access().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO flywheel.rejected_row (table_name, row_key, sqlstate, message, \"row\", writer_epoch, row_version)"
                            + " VALUES ('customer', 'ada/1', '22021', 'wrong bytes', '{\"plan\": \"x\"}', 1, 1)");
        }

        assertThat(list().rows())
                .singleElement()
                .satisfies(row -> assertThat(row.example()).isEqualTo("customer/ada/1"));
        assertThat(rejected.show(configuration, Map.of(), "customer/ada/1"))
                .satisfies(detail -> assertThat(detail.detail()).isEqualTo("wrong bytes"))
                .satisfies(detail -> assertThat(detail.content()).contains("plan"));
    }

    @Test
    void freshnessFollowsTheSlowestStageAndItsInput() {
        running.finish(ARRIVED);
        Freshness freshness = new LocalFreshness(configurations);

        Freshness.Report report = freshness.read(configuration, directory, Duration.ofMinutes(2));
        assertThat(report.stages())
                .extracting(Freshness.Stage::stage)
                .containsExactlyInAnyOrderElementsOf(JobKind.PIPELINE.stages());
        assertThat(report.stale()).as("the events are of last year").isTrue();
        assertThat(report.stages())
                .anySatisfy(stage -> assertThat(stage.watermarkAt()).isNotNull());
        assertThat(freshness
                        .read(configuration, directory, Duration.ofDays(36_500))
                        .stale())
                .isFalse();
    }

    @Test
    void theBundleHoldsWhatHelpsAndNoSecret() throws Exception {
        String secret = running.database.access().password();
        Files.createDirectories(directory.resolve("logs"));
        Files.writeString(directory.resolve("logs/flywheel.log"), "somebody logged " + secret + " by mistake\n");
        Path archive = directory.resolve("bundle.zip");
        Bundle bundle = new LocalBundle(new MomentumTables(), configurations);
        Bundle.BundleRequest request =
                new Bundle.BundleRequest(configuration, Map.of(), directory, archive, Map.of("flywheel", "1"));

        Bundle.Contents contents = bundle.write(request);

        try (ZipFile zip = new ZipFile(archive.toFile())) {
            List<String> names = zip.stream().map(entry -> entry.getName()).toList();
            assertThat(names).isEqualTo(contents.files()).contains("settings.txt", "freshness.txt", "tables.txt");
            String all = zip.stream()
                    .map(entry -> {
                        try {
                            return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .collect(Collectors.joining());
            assertThat(all)
                    .contains(
                            "postgres.user = ", "customer_momentum rows=", "rejected", "somebody logged *** by mistake")
                    .doesNotContain("not to be had", secret);
        }
        assertThatThrownBy(() -> bundle.write(request))
                .as("it replaces nothing")
                .isInstanceOf(Failure.class);
    }

    private Rejected.Listing list() {
        return rejected.list(configuration, Map.of());
    }

    private Rejected.Resending resend(@Nullable Path mended, boolean dryRun, String... places) {
        return rejected.resend(
                new Rejected.ResendRequest(configuration, Map.of(), null, List.of(places), mended, dryRun));
    }

    private static String exampleOf(Rejected.Listing listing, String topic) {
        return listing.groups().stream()
                .filter(group -> group.topic().equals(topic))
                .findFirst()
                .orElseThrow()
                .example();
    }

    private List<byte[]> values(String topic) {
        List<byte[]> values = new ArrayList<>();
        try (TopicReader reader = new TopicReader(running.kafka.bootstrapServers(), Map.of())) {
            reader.read(topic, value -> values.add(value == null ? new byte[0] : value));
        }
        values.removeIf(value -> value.length == 0);
        return values;
    }

    /** In wire format, of no known schema, and longer than what a dead letter holds. */
    private static byte[] longValue() {
        ByteBuffer value = ByteBuffer.allocate(100_000);
        value.put((byte) 0).putInt(4711);
        while (value.hasRemaining()) {
            value.put((byte) 'x');
        }
        return value.array();
    }
}
