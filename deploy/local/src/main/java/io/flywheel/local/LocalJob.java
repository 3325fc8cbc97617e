package io.flywheel.local;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.app.kafka.TopicNames;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.kafka.TopicSpec;
import io.flywheel.local.postgres.DatabaseAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One of the jobs as a run sees it: the topics it lives between and the graph to run. */
public final class LocalJob {

    private static final int PARTITIONS = 4;

    private final JobKind kind;
    private final JobConfig config;
    private final TopicNames names;

    public LocalJob(JobKind kind, JobConfig config) {
        this.kind = kind;
        this.config = config;
        this.names = TopicNames.of(config);
    }

    /** Its name on the cluster. */
    public String title() {
        return kind.title(config);
    }

    /** The same for the same job between the same topics and tables, so that only its own state is ever taken up again. */
    public String identity() {
        String places = String.join(
                "\n",
                config.value(JobOptions.JOB_NAME),
                config.value(JobOptions.BOOTSTRAP_SERVERS),
                config.value(JobOptions.POSTGRES_URL),
                topics().keySet().toString());
        return kind + "-" + UUID.nameUUIDFromBytes(places.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The moment up to which every part of the job has written its rows since a mark, in epoch milliseconds; {@code Long.MIN_VALUE} while one of them has said nothing yet.
     */
    public long writtenUpToMillis(
            MomentumTables tables, DatabaseAccess database, int parallelism, MomentumTables.Mark since) {
        String name = config.value(JobOptions.JOB_NAME);
        return RowCounts.answer(
                database, () -> tables.writtenUpToMillis(database, name, kind.stages(), parallelism, since));
    }

    /** Every topic that the jobs read or write. */
    Map<String, TopicSpec> topics() {
        Map<String, TopicSpec> topics = new LinkedHashMap<>();
        names.inputs().forEach(input -> topics.put(input, TopicSpec.of(PARTITIONS)));
        topics.put(names.signals(), TopicSpec.of(PARTITIONS));
        topics.put(names.customers(), TopicSpec.compacted(PARTITIONS));
        topics.put(names.windows(), TopicSpec.of(PARTITIONS));
        topics.put(names.hotspots(), TopicSpec.of(PARTITIONS));
        topics.put(names.alerts(), TopicSpec.of(PARTITIONS));
        topics.put(names.control(), TopicSpec.compacted(1));
        topics.put(names.controlErrors(), TopicSpec.of(1));
        topics.put(names.late(), TopicSpec.of(1));
        topics.put(names.deadLetters(), TopicSpec.of(1));
        return topics;
    }

    /** The topics the job reads, whose quiet partitions need heartbeats. */
    public List<String> inputs() {
        return kind.inputs(names);
    }

    /** Where the job's clock stands once every partition of every input has brought a record of this arrival. */
    public long watermarkAfter(long arrivedAtMillis) {
        return arrivedAtMillis - config.value(JobOptions.WATERMARK_BOUND).toMillis() - 1;
    }

    /** Adds the job's graph to an environment; does not execute. */
    public void build(StreamExecutionEnvironment environment) {
        try {
            kind.build(environment, config);
        } catch (IOException e) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "the signal catalogue can not be read",
                    Failure.wordsOf(e),
                    "check catalogue.file in the configuration",
                    e);
        }
    }
}
