package io.flywheel.cli;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.postgres.DatabaseAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flywheel db}: the tables in PostgreSQL. */
@Command(name = "db", description = "Looks after the tables in PostgreSQL.", synopsisSubcommandLabel = "migrate")
final class DbCommand {

    private DbCommand() {}

    static DbCommand parent() {
        return new DbCommand();
    }

    /** {@code flywheel db migrate}: brings the tables to this version, before the job starts. */
    @Command(
            name = "migrate",
            description =
                    "Brings schema flywheel to this version: tables, comments, roles and views. Run it as the owner, before the job.",
            footer = {
                "%nExamples:",
                "  flywheel db migrate --config prod.yaml",
                "  flywheel db migrate --url jdbc:postgresql://db:5432/crm --user flywheel_owner --password-file /run/secrets/owner"
            })
    static final class Migrate implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @ArgGroup(multiplicity = "1")
        private Target target = new Target();

        /** Either a configuration or the place itself. */
        static final class Target {

            @Option(
                    names = "--config",
                    required = true,
                    paramLabel = "FILE",
                    description = "Migrate the PostgreSQL of this configuration.")
            private @Nullable Path configuration;

            @ArgGroup(exclusive = false)
            private @Nullable Place place;
        }

        /** A server and who enters it. */
        static final class Place {

            @Option(names = "--url", required = true, paramLabel = "JDBC_URL", description = "Migrate this database.")
            private String url = "";

            @Option(
                    names = "--user",
                    paramLabel = "NAME",
                    defaultValue = "flywheel_owner",
                    description = "Role that owns the tables (default ${DEFAULT-VALUE}).")
            private String user = "flywheel_owner";

            @Option(
                    names = "--password-file",
                    paramLabel = "FILE",
                    description = "File that holds the password; default is the variable FLYWHEEL_DB_PASSWORD.")
            private @Nullable Path passwordFile;
        }

        Migrate(CommandContext context) {
            this.context = context;
        }

        /** The result in JSON. */
        record Migration(String database, int tables) {}

        @Override
        public Integer call() {
            DatabaseAccess database = database();
            int tables = context.product().migrate(database);
            context.print(options, "Migration", new Migration(database.jdbcUrl(), tables));
            return 0;
        }

        private DatabaseAccess database() {
            Path configuration = target.configuration;
            if (configuration != null) {
                return context.product().endpoints(configuration, Map.of()).database();
            }
            Place place = target.place == null ? new Place() : target.place;
            return new DatabaseAccess(place.url, place.user, password(place));
        }

        private String password(Place place) {
            Path file = place.passwordFile;
            if (file == null) {
                return context.surroundings().environment().getOrDefault("FLYWHEEL_DB_PASSWORD", "");
            }
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw new Failure(
                        ErrorCode.INPUT_UNREADABLE,
                        "the password file " + file + " can not be read",
                        Failure.wordsOf(e),
                        "name a file that this user can read",
                        e);
            }
        }
    }
}
