package io.flywheel.local;

import io.flywheel.app.catalogue.CatalogueFile;
import io.flywheel.app.catalogue.DetectorsFile;
import io.flywheel.app.catalogue.RiskModelFile;
import io.flywheel.app.config.InvalidFileException;
import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.app.config.Problem;
import io.flywheel.app.config.SettingsFile;
import io.flywheel.app.postgres.PostgresAccess;
import io.flywheel.app.rules.RuleFile;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.notifications.NotificationsFile;
import io.flywheel.local.postgres.DatabaseAccess;
import io.flywheel.local.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the product's configuration files for commands, and makes the configuration of runs that have none. */
public final class Configurations {

    /** Recorded files hold more refusals than any healthy topic, and a demo must not stop itself. */
    private static final String NO_FLOOD = "1";

    /** Enough for a demo within its two gigabytes. */
    private static final String CACHED_CUSTOMERS = "20000";

    /** All errors of a file with its overrides, in the order of the file; empty when it is valid. */
    public List<ConfigurationProblem> problems(Path file, Map<String, String> overrides) {
        try {
            JobConfig config = JobConfig.of(settings(file, overrides));
            checkFiles(config);
            return List.of();
        } catch (InvalidFileException e) {
            return e.problems().stream().map(Configurations::problem).toList();
        }
    }

    private static void checkFiles(JobConfig config) {
        config.get(JobOptions.CATALOGUE_FILE)
                .ifPresent(name -> check(name, () -> CatalogueFile.parse(name, CatalogueFile.text(Path.of(name)))));
        config.get(JobOptions.RULES_FILE)
                .ifPresent(name -> check(name, () -> RuleFile.parse(name, RuleFile.text(Path.of(name)))));
        config.get(JobOptions.NOTIFICATIONS_FILE)
                .ifPresent(name -> check(name, () -> NotificationsFile.parse(name, Files.readString(Path.of(name)))));
        config.get(JobOptions.RISK_MODEL_FILE)
                .ifPresent(name -> check(name, () -> RiskModelFile.parse(name, Files.readString(Path.of(name)))));
        config.get(JobOptions.DETECTORS_FILE)
                .ifPresent(name -> check(name, () -> DetectorsFile.parse(name, Files.readString(Path.of(name)))));
    }

    private static void check(String name, Reading reading) {
        try {
            reading.read();
        } catch (IOException e) {
            throw unreadable(Path.of(name), e);
        }
    }

    /** Reads a file that a configuration names. */
    @FunctionalInterface
    private interface Reading {
        Object read() throws IOException;
    }

    private static ConfigurationProblem problem(Problem problem) {
        String where = problem.key().isEmpty() ? problem.where() : problem.where() + ": " + problem.key();
        return new ConfigurationProblem(where, problem.message(), "the keys are in docs/reference/configuration.md");
    }

    /**
     * Where a valid file points.
     *
     * <p><b>Errors:</b> {@link Failure} with {@code CONFIG_INVALID} when it is not valid.
     */
    public Endpoints endpoints(Path file, Map<String, String> overrides) {
        List<ConfigurationProblem> problems = problems(file, overrides);
        if (!problems.isEmpty()) {
            ConfigurationProblem first = problems.get(0);
            throw new Failure(
                    ErrorCode.CONFIG_INVALID,
                    "the configuration " + file + " is not valid",
                    first.where() + ": " + first.what()
                            + (problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : ""),
                    "see all of it with: flywheel config validate " + file);
        }
        JobConfig config = JobConfig.of(settings(file, overrides));
        PostgresAccess postgres = config.postgres().access();
        try {
            return new Endpoints(
                    config,
                    config.get(JobOptions.REGISTRY_URL).map(URI::create).orElse(null),
                    new DatabaseAccess(
                            postgres.url(), postgres.user(), postgres.secret().read()));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The configuration of a run whose Kafka and PostgreSQL live in this process. */
    Endpoints embedded(String bootstrapServers, EmbeddedDatabase database) {
        return embedded(bootstrapServers, database, Map.of());
    }

    /** The same with settings of its own. */
    Endpoints embedded(String bootstrapServers, EmbeddedDatabase database, Map<String, String> own) {
        Map<String, String> settings = new LinkedHashMap<>(own);
        settings.put(JobOptions.BOOTSTRAP_SERVERS.key(), bootstrapServers);
        settings.put(JobOptions.POSTGRES_URL.key(), database.access().jdbcUrl());
        settings.put(JobOptions.POSTGRES_USER.key(), database.access().user());
        settings.put(
                JobOptions.POSTGRES_PASSWORD_FILE.key(), database.passwordFile().toString());
        settings.put(JobOptions.REJECT_FLOOD_RATIO.key(), NO_FLOOD);
        settings.put(JobOptions.CACHED_CUSTOMERS.key(), CACHED_CUSTOMERS);
        return new Endpoints(JobConfig.of(SettingsFile.of(settings)), null, database.access());
    }

    /** Where a demo that another process runs has its Kafka and PostgreSQL. */
    public Endpoints running(String bootstrapServers, DatabaseAccess database) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(JobOptions.BOOTSTRAP_SERVERS.key(), bootstrapServers);
        settings.put(JobOptions.POSTGRES_URL.key(), database.jdbcUrl());
        settings.put(JobOptions.POSTGRES_USER.key(), database.user());
        return new Endpoints(JobConfig.of(SettingsFile.of(settings)), null, database);
    }

    private static SettingsFile settings(Path file, Map<String, String> overrides) {
        try {
            return SettingsFile.read(
                    file,
                    overrides.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .toList());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Failure unreadable(Path file, IOException cause) {
        return new Failure(
                ErrorCode.INPUT_UNREADABLE,
                "the configuration " + file + " can not be read",
                Failure.wordsOf(cause),
                "name files that exist and that this user may read",
                cause);
    }
}
