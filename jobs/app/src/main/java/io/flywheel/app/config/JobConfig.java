package io.flywheel.app.config;

import io.flywheel.app.postgres.PostgresAccess;
import io.flywheel.app.postgres.PostgresSettings;
import io.flywheel.app.postgres.SecretSource;
import io.flywheel.domain.activity.Lateness;
import io.flywheel.pipeline.MomentumSettings;
import io.flywheel.pipeline.customer.TrackingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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
        try {
            values.getOptional(option);
        } catch (IllegalArgumentException e) {
            values.removeConfig(option);
            problem(
                    option.key(),
                    "'" + setting.value() + "' can not be read as " + typeOf(option) + ": " + rootMessage(e));
        }
    }

    private static String typeOf(ConfigOption<?> option) {
        Object example = option.defaultValue();
        if (example instanceof Duration) {
            return "a duration such as 500 ms, 1 min or 7 d";
        }
        return example instanceof Number ? "a number" : "one of its words";
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private void check() {
        require(JobOptions.BOOTSTRAP_SERVERS);
        require(JobOptions.POSTGRES_URL);
        within(JobOptions.WATERMARK_BOUND, Duration.ZERO, Duration.ofDays(1));
        within(JobOptions.IDLE_AFTER, Duration.ofSeconds(1), Duration.ofDays(1));
        within(JobOptions.ALLOWED_LATENESS, Duration.ofMinutes(1), LONGEST_LATENESS);
        within(JobOptions.FUTURE_TOLERANCE, Duration.ZERO, Duration.ofDays(1));
        within(JobOptions.MAX_RECORD_BYTES, 1, 100 << 20);
        within(JobOptions.REJECT_FLOOD_RATIO, 0, 1);
        within(JobOptions.CACHED_CUSTOMERS, 1, 100_000_000);
        within(JobOptions.UNSAVED_CUSTOMERS, 1, 100_000_000);
        within(JobOptions.EMIT_EVERY, Duration.ofMillis(10), Duration.ofMinutes(10));
        within(JobOptions.TRANSACTION_TIMEOUT, Duration.ofSeconds(1), Duration.ofDays(1));
        within(JobOptions.QUALITY_RETENTION, Duration.ofDays(8), Duration.ofDays(3650));
        within(JobOptions.POSTGRES_FLUSH_ROWS, 1, 1_000_000);
        within(JobOptions.POSTGRES_FLUSH_INTERVAL, Duration.ofMillis(10), Duration.ofMinutes(10));
        within(JobOptions.POSTGRES_RECONNECT_LIMIT, Duration.ofSeconds(1), Duration.ofHours(1));
        checkSecrets();
        get(JobOptions.CATALOGUE_FILE)
                .filter(file -> !Files.isReadable(Path.of(file)))
                .ifPresent(file ->
                        problem(JobOptions.CATALOGUE_FILE.key(), "there is no file '" + file + "' that can be read"));
    }

    private void checkSecrets() {
        long given = secretOptions().stream().filter(values::contains).count();
        if (given > 1) {
            problem(
                    JobOptions.POSTGRES_PASSWORD.key(),
                    "the password is given in more than one way; keep one of "
                            + secretOptions().stream().map(ConfigOption::key).toList());
        }
        if (get(JobOptions.POSTGRES_URL)
                .filter(url -> url.contains("password="))
                .isPresent()) {
            problem(
                    JobOptions.POSTGRES_URL.key(),
                    "a password does not belong into the URL, where logs and web pages show it; use "
                            + JobOptions.POSTGRES_PASSWORD_FILE.key() + " or "
                            + JobOptions.POSTGRES_PASSWORD_ENV.key());
        }
    }

    private static List<ConfigOption<String>> secretOptions() {
        return List.of(
                JobOptions.POSTGRES_PASSWORD, JobOptions.POSTGRES_PASSWORD_FILE, JobOptions.POSTGRES_PASSWORD_ENV);
    }

    private void require(ConfigOption<String> option) {
        if (get(option).filter(text -> !text.isBlank()).isEmpty() && !settings.containsKey(option.key())) {
            problem(option.key(), "required, but not set; " + DescriptionText.of(option));
        }
    }

    private void within(ConfigOption<Duration> option, Duration least, Duration most) {
        Duration value = values.get(option);
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            problem(option.key(), value + " is outside " + least + " to " + most);
        }
    }

    private void within(ConfigOption<? extends Number> option, double least, double most) {
        double value = values.get(option).doubleValue();
        if (!(value >= least && value <= most)) {
            problem(option.key(), value + " is outside " + least + " to " + most);
        }
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
                effective.put(option.key(), secrets.contains(option.key()) ? "***" : value.toString());
            }
        }
        return effective;
    }

    @Override
    public String toString() {
        return effective().toString();
    }
}
