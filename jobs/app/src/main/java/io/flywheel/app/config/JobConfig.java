package io.flywheel.app.config;

import io.flywheel.app.postgres.PostgresAccess;
import io.flywheel.app.postgres.PostgresSettings;
import io.flywheel.app.postgres.SecretSource;
import io.flywheel.domain.activity.Lateness;
import io.flywheel.domain.wheel.window.Dimension;
import io.flywheel.pipeline.MomentumSettings;
import io.flywheel.pipeline.customer.TrackingSettings;
import io.flywheel.pipeline.wheel.WheelSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * The settings of a job, checked as a whole.
 *
 * <p><b>Shape:</b> built once where the job is submitted. A value out of range is an error and never replaced by a default.
 *
 * <p><b>Errors:</b> {@link InvalidFileException} with every problem at once, unknown keys with the nearest known one.
 *
 * <p><b>Source:</b> {@link JobOptions}.
 */
public final class JobConfig {

    private static final Duration LONGEST_LATENESS = Duration.ofDays(7);
    private static final String DURATION = "a duration such as 500 ms, 1 min or 7 d";
    private static final Pattern UNITLESS = Pattern.compile("\\s*[0-9]*[1-9][0-9]*\\s*");
    private static final Pattern JOB_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final Pattern HOST_AND_PORT = Pattern.compile("[A-Za-z0-9._-]+:[1-9][0-9]{0,4}");
    private static final Pattern JAAS_TEXT = Pattern.compile("[^\"\\\\\\p{Cntrl}]+");
    private static final int HIGHEST_PORT = 65_535;
    private static final Set<ConfigOption<?>> MAY_BE_EMPTY =
            Set.of(JobOptions.TOPIC_PREFIX, JobOptions.POSTGRES_PASSWORD);

    private final Configuration values = new Configuration();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, SettingsFile.Setting> settings;

    private JobConfig(SettingsFile file) {
        this.settings = file.settings();
        problems.addAll(file.problems());
    }

    public static JobConfig of(SettingsFile file) {
        JobConfig config = new JobConfig(file);
        config.take();
        config.check();
        if (!config.problems.isEmpty()) {
            throw new InvalidFileException(config.problems);
        }
        return config;
    }

    private void take() {
        Map<String, ConfigOption<?>> known = new TreeMap<>();
        JobOptions.all().forEach(option -> known.put(option.key(), option));
        settings.forEach((key, setting) -> {
            ConfigOption<?> option = known.get(key);
            if (option == null) {
                problem(key, "this key is unknown" + Suggestion.didYouMean(key, known.keySet()));
            } else {
                values.setString(key, setting.value());
                read(option, setting);
            }
        });
    }

    private void read(ConfigOption<?> option, SettingsFile.Setting setting) {
        if (setting.value().isBlank() && !MAY_BE_EMPTY.contains(option)) {
            values.removeConfig(option);
            problem(option.key(), "no value is given; give one, or leave the key out");
        } else if (option.defaultValue() instanceof Duration
                && UNITLESS.matcher(setting.value()).matches()) {
            values.removeConfig(option);
            problem(option.key(), "'" + setting.value() + "' has no unit; " + DURATION + " is expected");
        } else {
            try {
                values.getOptional(option);
            } catch (IllegalArgumentException e) {
                values.removeConfig(option);
                problem(
                        option.key(),
                        "'" + setting.value() + "' can not be read; " + expected(option) + " is expected");
            }
        }
    }

    private static String expected(ConfigOption<?> option) {
        String type = SettingText.type(option);
        return type.equals("duration") ? DURATION : type.contains(" or ") ? type : "a " + type;
    }

    private void check() {
        require(JobOptions.BOOTSTRAP_SERVERS);
        require(JobOptions.POSTGRES_URL);
        within(JobOptions.WATERMARK_BOUND, Duration.ZERO, Duration.ofDays(1));
        within(JobOptions.IDLE_AFTER, Duration.ofSeconds(1), Duration.ofDays(1));
        within(JobOptions.ALLOWED_LATENESS, Duration.ofMinutes(1), LONGEST_LATENESS);
        within(JobOptions.FUTURE_TOLERANCE, Duration.ZERO, Duration.ofDays(1));
        within(JobOptions.MAX_RECORD_BYTES, 1, 100 << 20);
        share(JobOptions.REJECT_FLOOD_RATIO);
        within(JobOptions.CACHED_CUSTOMERS, 1, 100_000_000);
        within(JobOptions.UNSAVED_CUSTOMERS, 1, 100_000_000);
        within(JobOptions.EMIT_EVERY, Duration.ofMillis(10), Duration.ofMinutes(10));
        within(JobOptions.TRANSACTION_TIMEOUT, Duration.ofSeconds(1), Duration.ofDays(1));
        within(JobOptions.QUALITY_RETENTION, Duration.ofDays(8), Duration.ofDays(3650));
        within(JobOptions.ALERTS_MAX_AGE, Duration.ofMinutes(1), Duration.ofDays(1));
        within(JobOptions.POSTGRES_FLUSH_ROWS, 1, 1_000_000);
        within(JobOptions.POSTGRES_FLUSH_INTERVAL, Duration.ofMillis(10), Duration.ofMinutes(10));
        within(JobOptions.POSTGRES_RECONNECT_LIMIT, Duration.ofSeconds(1), Duration.ofHours(1));
        checkNames();
        checkDimensions();
        checkPlaces();
        checkSecrets();
        checkKafkaSecurity();
        checkFile(JobOptions.CATALOGUE_FILE);
        checkFile(JobOptions.RISK_MODEL_FILE);
        checkFile(JobOptions.DETECTORS_FILE);
        checkFile(JobOptions.RULES_FILE);
        checkFile(JobOptions.NOTIFICATIONS_FILE);
    }

    private void checkFile(ConfigOption<String> option) {
        get(option)
                .filter(file -> !Files.isReadable(Path.of(file)))
                .ifPresent(file -> problem(option.key(), "there is no file '" + file + "' that can be read"));
    }

    private void checkSecrets() {
        long given = secretOptions().stream().filter(values::contains).count();
        if (given > 1) {
            problem(
                    JobOptions.POSTGRES_PASSWORD.key(),
                    "the password is given in more than one way; keep one of "
                            + secretOptions().stream().map(ConfigOption::key).toList());
        }
        String postgres = get(JobOptions.POSTGRES_URL).orElse("").toLowerCase(Locale.ROOT);
        if (postgres.contains("password=") || postgres.split("\\?", 2)[0].contains("@")) {
            problem(
                    JobOptions.POSTGRES_URL.key(),
                    "a password does not belong into the URL, where logs and web pages show it; use "
                            + JobOptions.POSTGRES_PASSWORD_FILE.key() + " or "
                            + JobOptions.POSTGRES_PASSWORD_ENV.key());
        }
    }

    private void checkKafkaSecurity() {
        JobOptions.Protocol protocol = value(JobOptions.KAFKA_PROTOCOL);
        for (ConfigOption<String> option : List.of(JobOptions.KAFKA_USERNAME, JobOptions.KAFKA_PASSWORD_FILE)) {
            if (protocol.authenticated() && get(option).isEmpty()) {
                problem(option.key(), "required by " + JobOptions.KAFKA_PROTOCOL.key() + ", but not set");
            }
            forbid(option, protocol.authenticated(), "sasl");
        }
        forbid(JobOptions.KAFKA_TRUSTED_FILE, protocol.encrypted(), "ssl");
        forbid(JobOptions.KAFKA_OWN_FILE, protocol.encrypted(), "ssl");
        if (protocol == JobOptions.Protocol.SASL_PLAINTEXT
                && value(JobOptions.KAFKA_MECHANISM) == JobOptions.Mechanism.PLAIN) {
            problem(
                    JobOptions.KAFKA_MECHANISM.key(),
                    "'plain' would send the password in the open; use 'sasl_ssl' or another mechanism");
        }
        for (ConfigOption<String> option : List.of(JobOptions.KAFKA_USERNAME, JobOptions.KAFKA_PASSWORD_FILE)) {
            get(option)
                    .filter(text -> !JAAS_TEXT.matcher(text).matches())
                    .ifPresent(text ->
                            problem(option.key(), "quotes, backslashes and control characters do not belong here"));
        }
    }

    /** A setting that would be without effect is a mistake, most likely about who may listen. */
    private void forbid(ConfigOption<String> option, boolean inForce, String needed) {
        if (get(option).isPresent() && !inForce) {
            problem(option.key(), "has no effect without '" + needed + "' in " + JobOptions.KAFKA_PROTOCOL.key());
        }
    }

    /** Names that others build names from: transactions from the job's, topics from the prefix. */
    private void checkNames() {
        if (!JOB_NAME.matcher(value(JobOptions.JOB_NAME)).matches()) {
            problem(
                    JobOptions.JOB_NAME.key(),
                    "a name of 1 to 64 letters, digits, '-' and '_' is expected; transactions are told apart by it");
        }
        Map<String, String> keyOfTopic = new HashMap<>();
        for (ConfigOption<String> option :
                List.of(JobOptions.CLICKSTREAM_TOPIC, JobOptions.DEALS_TOPIC, JobOptions.SUPPORT_TOPIC)) {
            String topic = value(option);
            String before = keyOfTopic.putIfAbsent(topic, option.key());
            if (!TOPIC.matcher(topic).matches()) {
                problem(option.key(), "a topic has a name of 1 to 200 letters, digits, '.', '-' and '_'");
            } else if (before != null) {
                boolean isSet = settings.containsKey(option.key());
                problem(
                        isSet ? option.key() : before,
                        "'" + topic + "' is also the topic of " + (isSet ? before : option.key()));
            }
        }
        String prefix = value(JobOptions.TOPIC_PREFIX);
        if (!prefix.isEmpty() && !TOPIC.matcher(prefix).matches()) {
            problem(JobOptions.TOPIC_PREFIX.key(), "a prefix of letters, digits, '.', '-' and '_' is expected");
        }
    }

    private void checkPlaces() {
        get(JobOptions.POSTGRES_URL)
                .filter(url -> !url.startsWith("jdbc:postgresql:"))
                .ifPresent(url -> problem(
                        JobOptions.POSTGRES_URL.key(), "a URL such as jdbc:postgresql://db:5432/flywheel is expected"));
        get(JobOptions.REGISTRY_URL).ifPresent(this::checkRegistry);
        get(JobOptions.FLINK_ADDRESS)
                .filter(address -> !HOST_AND_PORT.matcher(address).matches() || portOf(address) > HIGHEST_PORT)
                .ifPresent(address ->
                        problem(JobOptions.FLINK_ADDRESS.key(), "host and port such as jobmanager:8081 are expected"));
    }

    private static int portOf(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private void checkRegistry(String text) {
        String key = JobOptions.REGISTRY_URL.key();
        try {
            URI url = new URI(text);
            boolean isWeb = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (!isWeb || url.getHost() == null) {
                problem(key, "a URL such as http://registry:8081 is expected");
            } else if (url.getUserInfo() != null) {
                problem(key, "user and password do not belong into the URL, where logs and web pages show it");
            }
        } catch (URISyntaxException e) {
            problem(key, "a URL such as http://registry:8081 is expected; this one is none: " + e.getReason());
        }
    }

    private static List<ConfigOption<String>> secretOptions() {
        return List.of(
                JobOptions.POSTGRES_PASSWORD, JobOptions.POSTGRES_PASSWORD_FILE, JobOptions.POSTGRES_PASSWORD_ENV);
    }

    private void require(ConfigOption<String> option) {
        if (!settings.containsKey(option.key())) {
            problem(option.key(), "required, but not set; " + DescriptionText.of(option));
        }
    }

    private void within(ConfigOption<Duration> option, Duration least, Duration most) {
        Duration value = values.get(option);
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            outside(option, value, least, most);
        }
    }

    private void within(ConfigOption<Integer> option, int least, int most) {
        int value = values.get(option);
        if (value < least || value > most) {
            outside(option, value, least, most);
        }
    }

    private void share(ConfigOption<Double> option) {
        double value = values.get(option);
        if (!(value >= 0 && value <= 1)) {
            outside(option, value, 0, 1);
        }
    }

    private void outside(ConfigOption<?> option, Object value, Object least, Object most) {
        problem(
                option.key(),
                SettingText.of(value) + " is outside " + SettingText.of(least) + " to " + SettingText.of(most));
    }

    private void problem(String key, String message) {
        SettingsFile.Setting setting = settings.get(key);
        problems.add(new Problem(setting == null ? "settings" : setting.where(), key, message));
    }

    /** A value that is set or has a default. */
    public <T> T value(ConfigOption<T> option) {
        return values.getOptional(option).orElseGet(() -> Objects.requireNonNull(option.defaultValue(), option.key()));
    }

    public <T> Optional<T> get(ConfigOption<T> option) {
        return values.getOptional(option);
    }

    public Lateness lateness() {
        return new Lateness(
                value(JobOptions.ALLOWED_LATENESS).toMillis(),
                value(JobOptions.FUTURE_TOLERANCE).toMillis());
    }

    public MomentumSettings momentum() {
        return new MomentumSettings(
                new TrackingSettings(
                        value(JobOptions.JOB_NAME),
                        value(JobOptions.CACHED_CUSTOMERS),
                        value(JobOptions.UNSAVED_CUSTOMERS),
                        value(JobOptions.EMIT_EVERY).toMillis(),
                        TrackingSettings.MEMORY_MILLIS,
                        true),
                value(JobOptions.REJECT_FLOOD_RATIO),
                value(JobOptions.QUALITY_RETENTION).toMillis());
    }

    public WheelSettings wheel() {
        return new WheelSettings(
                value(JobOptions.JOB_NAME),
                dimensions().stream()
                        .map(Dimension::named)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Dimension.class))),
                value(JobOptions.CACHED_CUSTOMERS),
                value(JobOptions.UNSAVED_CUSTOMERS),
                value(JobOptions.EMIT_EVERY).toMillis());
    }

    private List<String> dimensions() {
        return Stream.of(value(JobOptions.WHEEL_DIMENSIONS).split(","))
                .map(String::strip)
                .toList();
    }

    private void checkDimensions() {
        List<String> known = Stream.of(Dimension.values()).map(Dimension::word).toList();
        for (String word : dimensions()) {
            if (!known.contains(word)) {
                problem(
                        JobOptions.WHEEL_DIMENSIONS.key(),
                        "the dimension '" + word + "' is unknown" + Suggestion.didYouMean(word, known));
            }
        }
    }

    public PostgresSettings postgres() {
        return new PostgresSettings(
                new PostgresAccess(value(JobOptions.POSTGRES_URL), value(JobOptions.POSTGRES_USER), password()),
                value(JobOptions.POSTGRES_FLUSH_ROWS),
                value(JobOptions.POSTGRES_FLUSH_INTERVAL),
                value(JobOptions.POSTGRES_RECONNECT_LIMIT));
    }

    private SecretSource password() {
        return get(JobOptions.POSTGRES_PASSWORD_FILE)
                .map(file -> SecretSource.file(Path.of(file)))
                .or(() -> get(JobOptions.POSTGRES_PASSWORD_ENV).map(SecretSource::environment))
                .or(() -> get(JobOptions.POSTGRES_PASSWORD).map(SecretSource::literal))
                .orElseGet(() -> SecretSource.literal(""));
    }

    /** Every key with the value in force, secrets masked; for logs and for the command line. */
    public Map<String, String> effective() {
        Map<String, String> effective = new TreeMap<>();
        Collection<String> secrets = List.of(JobOptions.POSTGRES_PASSWORD.key());
        for (ConfigOption<?> option : JobOptions.all()) {
            Object value = values.getOptional(option).map(Object.class::cast).orElse(option.defaultValue());
            if (value != null) {
                effective.put(option.key(), secrets.contains(option.key()) ? "***" : SettingText.of(value));
            }
        }
        return effective;
    }

    @Override
    public String toString() {
        return effective().toString();
    }
}
