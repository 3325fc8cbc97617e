package io.flywheel.local;

import io.flywheel.local.kafka.KafkaSender;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.kafka.TopicSpec;
import io.flywheel.local.postgres.DatabaseAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The smallest product with the same seams: counts records by key in one table, so that the runs around it can be tested. */
final class MiniatureProduct implements MomentumTables, MomentumTopology, RecordFeeds {

    static final Instant FIRST = Instant.parse("2011-01-01T00:00:00Z");

    private final int records;

    MiniatureProduct(int records) {
        this.records = records;
    }

    @Override
    public int migrate(DatabaseAccess owner) {
        try (Connection connection = owner.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS flywheel");
            statement.execute("CREATE TABLE IF NOT EXISTS flywheel.seen (event text, customer text, at bigint)");
            statement.execute("CREATE TABLE IF NOT EXISTS flywheel.progress (at bigint)");
            return 2;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Tally tally(DatabaseAccess database) throws SQLException {
        long all = number(database, "SELECT count(*) FROM flywheel.seen");
        long distinct = number(database, "SELECT count(DISTINCT event) FROM flywheel.seen");
        return Tally.of(distinct, all - distinct, 0, Map.of());
    }

    @Override
    public long customers(DatabaseAccess database) throws SQLException {
        return number(database, "SELECT count(DISTINCT customer) FROM flywheel.seen");
    }

    @Override
    public long writtenUpToMillis(DatabaseAccess database) throws SQLException {
        return number(database, "SELECT coalesce(max(at), 0) FROM flywheel.progress");
    }

    @Override
    public Optional<Explanation> explain(DatabaseAccess database, String customerId) throws SQLException {
        long events = number(database, "SELECT count(*) FROM flywheel.seen WHERE customer = '" + customerId + "'");
        return events == 0
                ? Optional.empty()
                : Optional.of(
                        new Explanation(customerId, FIRST, 50, "YELLOW", 0, 1, events, 0, events, null, List.of()));
    }

    @Override
    public int dump(DatabaseAccess database, Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("seen.csv"), "event\n");
        return 1;
    }

    private static long number(DatabaseAccess database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public String jobName() {
        return "miniature";
    }

    @Override
    public Map<String, TopicSpec> topics() {
        return Map.of("clickstream", TopicSpec.of(2), "deals", TopicSpec.of(1));
    }

    @Override
    public Set<String> inputs() {
        return topics().keySet();
    }

    @Override
    public void build(StreamExecutionEnvironment environment, Endpoints endpoints) {
        KafkaSource<Seen> source = KafkaSource.<Seen>builder()
                .setBootstrapServers(endpoints.bootstrapServers())
                .setTopics("clickstream", "deals")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new ReadSeen())
                .build();
        environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "records")
                .sinkTo(new WriteSeen(
                        endpoints.database().jdbcUrl(),
                        endpoints.database().user(),
                        endpoints.database().password()));
    }

    @Override
    public List<String> sources() {
        return List.of("miniature");
    }

    @Override
    public RecordFeed recorded(ReplayRequest request) {
        return feed(LongStream.range(0, records)
                .mapToObj(n -> event(n, FIRST.toEpochMilli() + n * 1000))
                .iterator());
    }

    @Override
    public RecordFeed invented(DemoRequest request, Instant now) {
        return feed(LongStream.range(0, Long.MAX_VALUE)
                .mapToObj(n -> event(n, now.toEpochMilli() + (n - records) * 100))
                .iterator());
    }

    @Override
    public List<PlantedIncident> incidents(DemoRequest request, Instant now) {
        return List.of(new PlantedIncident(now.plusSeconds(45), Duration.ofMinutes(1), "checkout breaks"));
    }

    private static OutgoingRecord event(long number, long millis) {
        byte[] customer = ("c" + number % 10).getBytes(StandardCharsets.UTF_8);
        return new OutgoingRecord("clickstream", customer, ("e" + number).getBytes(StandardCharsets.UTF_8), millis);
    }

    private static RecordFeed feed(Iterator<OutgoingRecord> records) {
        return new RecordFeed() {
            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public OutgoingRecord next() {
                return records.next();
            }

            @Override
            public void close() {}
        };
    }

    /** One record as the miniature job knows it; a heartbeat has no customer. */
    public record Seen(String event, String customer, long at) {}

    /** Reads records without judging them. */
    static final class ReadSeen implements KafkaRecordDeserializationSchema<Seen> {

        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Seen> out) {
            boolean heartbeat = record.headers().lastHeader(KafkaSender.HEARTBEAT_HEADER) != null;
            String customer = heartbeat ? "" : new String(record.key(), StandardCharsets.UTF_8);
            out.collect(new Seen(new String(record.value(), StandardCharsets.UTF_8), customer, record.timestamp()));
        }

        @Override
        public TypeInformation<Seen> getProducedType() {
            return TypeInformation.of(Seen.class);
        }
    }
}
