package io.flywheel.app.postgres;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * Creates and upgrades schema {@code flywheel}: tables, comments, views, functions, roles and grants.
 *
 * <p><b>Shape:</b> every call may be repeated; what is there already is left alone. The user must own the schema or be allowed to create it; roles are
 * created if the user may, otherwise the database says what an administrator has to do.
 *
 * <p><b>Errors:</b> {@link IOException} that names the database and the migration that failed.
 */
public final class Migrations {

    private static final String SCHEMA = "flywheel";
    private static final String LOCATION = "classpath:sql";

    private Migrations() {}

    /** What a migration did: versions before and after (none if empty), and the names of the steps in between. */
    public record Outcome(
            @Nullable String fromVersion, @Nullable String toVersion, List<String> steps) {}

    /** One step and whether the database has it, in the words of Flyway: Success, Pending, Failed. */
    public record Step(String version, String description, String state) {}

    /** Brings the schema to the version of this program. */
    public static Outcome migrate(PostgresAccess access) throws IOException {
        try {
            Flyway flyway = flyway(access);
            String before = version(flyway);
            List<String> steps = flyway.migrate().migrations.stream()
                    .map(migration -> migration.version + " " + migration.description)
                    .toList();
            return new Outcome(before, version(flyway), steps);
        } catch (FlywayException e) {
            throw explained(access, e);
        }
    }

    /** The steps that this program knows, in order, and where the database stands; changes nothing. */
    public static List<Step> status(PostgresAccess access) throws IOException {
        try {
            return Arrays.stream(flyway(access).info().all())
                    .filter(info -> info.getVersion() != null)
                    .map(info -> new Step(
                            info.getVersion().getVersion(),
                            info.getDescription(),
                            info.getState().getDisplayName()))
                    .toList();
        } catch (FlywayException e) {
            throw explained(access, e);
        }
    }

    private static @Nullable String version(Flyway flyway) {
        return Optional.ofNullable(flyway.info().current())
                .map(MigrationInfo::getVersion)
                .map(MigrationVersion::getVersion)
                .orElse(null);
    }

    private static Flyway flyway(PostgresAccess access) throws IOException {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(access.url(), access.user(), access.secret().read())
                .schemas(SCHEMA)
                .locations(LOCATION)
                .placeholderReplacement(false)
                .validateMigrationNaming(true)
                .failOnMissingLocations(true)
                .load();
    }

    private static IOException explained(PostgresAccess access, FlywayException cause) {
        return new IOException(
                "schema %s of %s could not be migrated as user %s: %s"
                        .formatted(SCHEMA, access.place(), access.user(), cause.getMessage()),
                cause);
    }
}
