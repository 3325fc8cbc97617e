package io.flywheel.app.config;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.flywheel.app.postgres.PostgresSettings;
import io.flywheel.domain.activity.Lateness;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;

/**
 * Every key that a user may set, once, with type, default and what it means.
 *
 * <p><b>Units:</b> durations are written like {@code 500 ms}, {@code 1 min}, {@code 7 d}.
 *
 * <p><b>Source:</b> docs/reference/configuration.md is generated from this list.
 */
public final class JobOptions {

    public static final ConfigOption<String> JOB_NAME = key("job.name")
            .stringType()
            .defaultValue("flywheel-momentum")
            .withDescription(
                    "Name of the job in the Flink web UI and in pipeline_freshness: 1 to 64 letters, digits, '-' and '_'.");

    public static final ConfigOption<String> FLINK_ADDRESS = key("flink.address")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "REST endpoint of the Flink cluster that 'flywheel run' gives the job to, host:port, for example jobmanager:8081. Without it the command runs the job itself.");

    public static final ConfigOption<String> BOOTSTRAP_SERVERS = key("kafka.bootstrap-servers")
            .stringType()
            .noDefaultValue()
            .withDescription("Brokers to start from, host:port with commas between. Required.");
    public static final ConfigOption<String> GROUP_ID = key("kafka.group-id")
            .stringType()
            .defaultValue("flywheel")
            .withDescription(
                    "Consumer group under which offsets are committed, for lag to be seen. Two jobs on one topic need two groups.");
    public static final ConfigOption<StartFrom> START_FROM = key("kafka.start-from")
            .enumType(StartFrom.class)
            .defaultValue(StartFrom.EARLIEST)
            .withDescription(
                    "Where a job without a savepoint starts. 'earliest': all that the topics hold. 'committed': the group's offsets, and it refuses to start "
                            + "if there are none or if retention has taken them, so that nothing is skipped in silence: the choice for production after the first start.");
    public static final ConfigOption<String> CLICKSTREAM_TOPIC = key("kafka.topics.clickstream")
            .stringType()
            .defaultValue("clickstream")
            .withDescription("Topic of clickstream events.");
    public static final ConfigOption<String> DEALS_TOPIC =
            key("kafka.topics.deals").stringType().defaultValue("deals").withDescription("Topic of deal events.");
    public static final ConfigOption<String> SUPPORT_TOPIC = key("kafka.topics.support")
            .stringType()
            .defaultValue("support")
            .withDescription("Topic of support events.");
    public static final ConfigOption<String> TOPIC_PREFIX = key("kafka.topics.prefix")
            .stringType()
            .defaultValue("flywheel.")
            .withDescription(
                    "Prefix of the topics that the jobs write: signals.v1, customer.v1, windows.v1, hotspots.v1, alerts.v1, late.v1 and dlq.v1.");
    public static final ConfigOption<Delivery> DELIVERY = key("kafka.delivery")
            .enumType(Delivery.class)
            .defaultValue(Delivery.AT_LEAST_ONCE)
            .withDescription(
                    "'at_least_once': records may come twice after a failure, with the same identity. 'exactly_once': by transactions; records are seen only after a "
                            + "checkpoint, and readers must read committed. Affects the topics; the tables are right either way.");
    public static final ConfigOption<Duration> TRANSACTION_TIMEOUT = key("kafka.transaction-timeout")
            .durationType()
            .defaultValue(Duration.ofMinutes(15))
            .withDescription(
                    "For exactly_once: longer than the longest outage that the job shall survive without losing records on the topics, and at most the broker's "
                            + "transaction.max.timeout.ms.");

    public static final ConfigOption<Protocol> KAFKA_PROTOCOL = key("kafka.security.protocol")
            .enumType(Protocol.class)
            .defaultValue(Protocol.PLAINTEXT)
            .withDescription(
                    "How Kafka is spoken to, in Kafka's own words. 'ssl' encrypts, 'sasl' says who one is; over a network that others share only 'sasl_ssl' or 'ssl' will do.");
    public static final ConfigOption<Mechanism> KAFKA_MECHANISM = key("kafka.security.sasl-mechanism")
            .enumType(Mechanism.class)
            .defaultValue(Mechanism.SCRAM_SHA_512)
            .withDescription(
                    "How the password is proved with 'sasl'. 'plain' sends it, so use it with 'sasl_ssl' only.");
    public static final ConfigOption<String> KAFKA_USERNAME = key("kafka.security.username")
            .stringType()
            .noDefaultValue()
            .withDescription("Who the jobs are with 'sasl'.");
    public static final ConfigOption<String> KAFKA_PASSWORD_FILE = key("kafka.security.password-file")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "File with the password for 'sasl', read on every machine of the job, the job manager too, whenever it connects, so it can be rotated.");
    public static final ConfigOption<String> KAFKA_TRUSTED_FILE = key("kafka.security.trusted-certificates-file")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "PEM file with the certificates that the brokers' are signed by, on every machine of the job. Without it those that Java trusts.");
    public static final ConfigOption<String> KAFKA_OWN_FILE = key("kafka.security.own-certificate-file")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "PEM file with the private key and the certificate of the jobs, for brokers that ask for one; on every machine of the job.");

    public static final ConfigOption<String> REGISTRY_URL = key("registry.url")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Schema registry with the Confluent-compatible API, for example http://registry:8081. Without it the schemas that come with the jobs are used, by their "
                            + "bundled ids.");

    public static final ConfigOption<Duration> WATERMARK_BOUND = key("intake.watermark-bound")
            .durationType()
            .defaultValue(Duration.ofMinutes(1))
            .withDescription(
                    "How far arrivals within a partition may be out of order. Too high: silent changes of band show later. Too low: they may be shown and taken back.");
    public static final ConfigOption<Duration> IDLE_AFTER = key("intake.idle-after")
            .durationType()
            .defaultValue(Duration.ofSeconds(60))
            .withDescription(
                    "A partition silent for so long no longer holds the watermark up. Too low: a partition that pauses is left behind; its events still count exactly.");
    public static final ConfigOption<Duration> ALLOWED_LATENESS = key("intake.allowed-lateness")
            .durationType()
            .defaultValue(Duration.ofMillis(Lateness.DEFAULT.allowedMillis()))
            .withDescription(
                    "An event that arrived more than this after it happened goes to the late topic. At most 7 d, the time that duplicates are told by.");
    public static final ConfigOption<Duration> FUTURE_TOLERANCE = key("intake.future-tolerance")
            .durationType()
            .defaultValue(Duration.ofMillis(Lateness.DEFAULT.futureMillis()))
            .withDescription("An event that lies more than this after its own arrival is refused.");
    public static final ConfigOption<Integer> MAX_RECORD_BYTES = key("intake.max-record-bytes")
            .intType()
            .defaultValue(1 << 20)
            .withDescription("A larger value is refused without being read. 1 to 104857600 bytes.");
    public static final ConfigOption<Double> REJECT_FLOOD_RATIO = key("intake.reject-flood-ratio")
            .doubleType()
            .defaultValue(0.01)
            .withDescription(
                    "Share of the last 10,000 records of a subtask, 0 to 1; if more are refused the job stops on purpose, so that a faulty release does not drain a topic into the "
                            + "dead-letter topic. 1 never stops.");

    public static final ConfigOption<Integer> CACHED_CUSTOMERS = key("tracking.cached-customers")
            .intType()
            .defaultValue(50_000)
            .withDescription(
                    "Customers that one subtask keeps on the heap, about 3 KB each. Too low: every event reads and writes the state backend. Too high: memory.");
    public static final ConfigOption<Integer> UNSAVED_CUSTOMERS = key("tracking.unsaved-customers")
            .intType()
            .defaultValue(20_000)
            .withDescription(
                    "Cached customers of one subtask that may differ from the state backend. Too high: a checkpoint waits while they are written. Too low: hot customers are "
                            + "written more often.");
    public static final ConfigOption<Duration> EMIT_EVERY = key("tracking.emit-every")
            .durationType()
            .defaultValue(Duration.ofSeconds(1))
            .withDescription(
                    "How often changed customers are sent to the tables and topics. Lower: fresher and more rows. At least 10 ms.");

    public static final ConfigOption<String> WHEEL_DIMENSIONS = key("wheel.dimensions")
            .stringType()
            .defaultValue("all, phase, department, segment, plan, region, channel, campaign, content, account")
            .withDescription(
                    "Dimensions of flywheel_window, separated by commas: all, phase, department, segment, plan, region, channel, campaign, content, account. Each value of each has windows of its own: leave out what has thousands of values and no reader.");

    public static final ConfigOption<String> CATALOGUE_FILE = key("catalogue.file")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Signal catalogue in YAML, read where the job is submitted. Without it the one that comes with the jobs is used.");
    public static final ConfigOption<String> RISK_MODEL_FILE = key("risk.model.file")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Model of churn risk in YAML, read where the job is submitted. Without it the untrained one that comes with the jobs is used.");
    public static final ConfigOption<String> DETECTORS_FILE = key("detectors.file")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Thresholds of found friction in YAML, read where the job is submitted. Without it those that come with the jobs are used.");
    public static final ConfigOption<String> RULES_FILE = key("alerts.rules.file")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Rules of alerts in YAML, read where the job is submitted. Without it those that come with the jobs are used. The alert job and the pipeline job watch them.");
    public static final ConfigOption<AlertsMode> ALERTS_MODE = key("alerts.mode")
            .enumType(AlertsMode.class)
            .defaultValue(AlertsMode.LIVE)
            .withDescription(
                    "Whether people hear of alerts. 'live': 'flywheel notify' tells. 'shadow': it decides and writes down whom it would tell. 'suppress': it tells nobody of what begins meanwhile, then or later, and a job started with it writes alerts to its tables only, not to their topic: for backfills.");
    public static final ConfigOption<Duration> ALERTS_MAX_AGE = key("alerts.max-age")
            .durationType()
            .defaultValue(Duration.ofMinutes(30))
            .withDescription(
                    "An alert that fired longer ago when 'flywheel notify' first sees it is not told by name. If it is still on and fired within the last day, a summary counts it. At least 1 min.");
    public static final ConfigOption<String> NOTIFICATIONS_FILE = key("alerts.notifications.file")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Receivers and routes in YAML, read by 'flywheel notify', which needs it; the jobs do not.");
    public static final ConfigOption<Duration> QUALITY_RETENTION = key("quality.retention")
            .durationType()
            .defaultValue(Duration.ofDays(30))
            .withDescription("How long after its start an hour of data_quality_window may still change. At least 8 d.");

    public static final ConfigOption<String> POSTGRES_URL = key("postgres.url")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "JDBC URL of the database, for example jdbc:postgresql://db:5432/flywheel. Required. A password does not belong into it.");
    public static final ConfigOption<String> POSTGRES_USER = key("postgres.user")
            .stringType()
            .defaultValue("flywheel_writer")
            .withDescription("User that writes the tables.");
    public static final ConfigOption<String> POSTGRES_PASSWORD = key("postgres.password")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Password in the file itself: for trials. It travels with the job graph; use one of the next two in production.");
    public static final ConfigOption<String> POSTGRES_PASSWORD_FILE = key("postgres.password-file")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "File with the password, read on the task managers whenever they connect, so it can be rotated.");
    public static final ConfigOption<String> POSTGRES_PASSWORD_ENV = key("postgres.password-env")
            .stringType()
            .noDefaultValue()
            .withDescription("Environment variable with the password, read on the task managers.");
    public static final ConfigOption<Integer> POSTGRES_FLUSH_ROWS = key("postgres.flush-rows")
            .intType()
            .defaultValue(PostgresSettings.DEFAULT_FLUSH_ROWS)
            .withDescription("Rows of one subtask after which they are written. 1 to 1000000.");
    public static final ConfigOption<Duration> POSTGRES_FLUSH_INTERVAL = key("postgres.flush-interval")
            .durationType()
            .defaultValue(PostgresSettings.DEFAULT_FLUSH_INTERVAL)
            .withDescription("Time after which waiting rows are written. Lower: fresher tables and more transactions.");
    public static final ConfigOption<Duration> POSTGRES_RECONNECT_LIMIT = key("postgres.reconnect-limit")
            .durationType()
            .defaultValue(PostgresSettings.DEFAULT_RECONNECT_LIMIT)
            .withDescription(
                    "How long an outage of the database may last before the job fails and is restarted from its checkpoint.");

    private JobOptions() {}

    /** Where a job without a savepoint starts to read. */
    public enum StartFrom {
        EARLIEST,
        COMMITTED
    }

    /** What the topics promise. */
    public enum Delivery {
        AT_LEAST_ONCE,
        EXACTLY_ONCE
    }

    /** What becomes of notifications. */
    public enum AlertsMode {
        LIVE,
        SHADOW,
        SUPPRESS
    }

    /** How Kafka is spoken to. */
    public enum Protocol {
        PLAINTEXT(false, false),
        SSL(true, false),
        SASL_PLAINTEXT(false, true),
        SASL_SSL(true, true);

        private final boolean encrypted;
        private final boolean authenticated;

        Protocol(boolean encrypted, boolean authenticated) {
            this.encrypted = encrypted;
            this.authenticated = authenticated;
        }

        public boolean encrypted() {
            return encrypted;
        }

        /** Whether a user and a password are asked for. */
        public boolean authenticated() {
            return authenticated;
        }
    }

    /** How a password is proved to Kafka. */
    public enum Mechanism {
        SCRAM_SHA_512,
        SCRAM_SHA_256,
        PLAIN
    }

    /** All options, by key. */
    public static List<ConfigOption<?>> all() {
        return Stream.<ConfigOption<?>>of(
                        JOB_NAME,
                        FLINK_ADDRESS,
                        BOOTSTRAP_SERVERS,
                        GROUP_ID,
                        START_FROM,
                        CLICKSTREAM_TOPIC,
                        DEALS_TOPIC,
                        SUPPORT_TOPIC,
                        TOPIC_PREFIX,
                        DELIVERY,
                        TRANSACTION_TIMEOUT,
                        KAFKA_PROTOCOL,
                        KAFKA_MECHANISM,
                        KAFKA_USERNAME,
                        KAFKA_PASSWORD_FILE,
                        KAFKA_TRUSTED_FILE,
                        KAFKA_OWN_FILE,
                        REGISTRY_URL,
                        WATERMARK_BOUND,
                        IDLE_AFTER,
                        ALLOWED_LATENESS,
                        FUTURE_TOLERANCE,
                        MAX_RECORD_BYTES,
                        REJECT_FLOOD_RATIO,
                        CACHED_CUSTOMERS,
                        UNSAVED_CUSTOMERS,
                        EMIT_EVERY,
                        WHEEL_DIMENSIONS,
                        CATALOGUE_FILE,
                        RISK_MODEL_FILE,
                        DETECTORS_FILE,
                        RULES_FILE,
                        ALERTS_MODE,
                        ALERTS_MAX_AGE,
                        NOTIFICATIONS_FILE,
                        QUALITY_RETENTION,
                        POSTGRES_URL,
                        POSTGRES_USER,
                        POSTGRES_PASSWORD,
                        POSTGRES_PASSWORD_FILE,
                        POSTGRES_PASSWORD_ENV,
                        POSTGRES_FLUSH_ROWS,
                        POSTGRES_FLUSH_INTERVAL,
                        POSTGRES_RECONNECT_LIMIT)
                .sorted(Comparator.comparing(ConfigOption::key))
                .toList();
    }
}
