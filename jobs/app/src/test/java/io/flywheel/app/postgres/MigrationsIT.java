package io.flywheel.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationsIT {

    private static final String OURS =
            "c.relnamespace = 'flywheel'::regnamespace AND c.relname <> 'flyway_schema_history'";

    private static EmbeddedServer server;
    private static PostgresAccess database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = EmbeddedServer.start();
        database = server.database();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void migratesOnceAndThenHasNothingToDo() throws IOException, SQLException {
        PostgresAccess empty = server.emptyDatabase();

        assertThat(Migrations.status(empty))
                .isNotEmpty()
                .allMatch(step -> step.state().equals("Pending"));
        Migrations.Outcome first = Migrations.migrate(empty);
        Migrations.Outcome second = Migrations.migrate(empty);

        assertThat(first.fromVersion()).isNull();
        assertThat(first.steps()).hasSize(Migrations.status(empty).size());
        assertThat(second).isEqualTo(new Migrations.Outcome(first.toVersion(), first.toVersion(), List.of()));
        assertThat(Migrations.status(empty)).allMatch(step -> step.state().equals("Success"));
    }

    @Test
    void everyTableViewAndFunctionSaysWhatItIs() throws IOException, SQLException {
        assertThat(EmbeddedServer.query(
                        database,
                        "SELECT c.relname FROM pg_class c WHERE " + OURS
                                + " AND c.relkind IN ('r', 'v', 'S') AND obj_description(c.oid, 'pg_class') IS NULL"))
                .isEmpty();
        assertThat(EmbeddedServer.query(
                        database,
                        "SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'flywheel'::regnamespace"
                                + " AND obj_description(p.oid, 'pg_proc') IS NULL"))
                .isEmpty();
    }

    @Test
    void everyColumnSaysWhatItIs() throws IOException, SQLException {
        String columns =
                "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped WHERE "
                        + OURS + " AND c.relkind IN ('r', 'v')";

        assertThat(EmbeddedServer.query(database, "SELECT count(*) > 100 " + columns))
                .containsExactly("t");
        assertThat(EmbeddedServer.query(
                        database,
                        "SELECT c.relname, a.attname " + columns + " AND col_description(c.oid, a.attnum) IS NULL"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Table.class)
    void writersAndTablesAgreeOnColumnsAndKeys(Table table) throws IOException, SQLException {
        List<String> columns = EmbeddedServer.query(database, """
                SELECT a.attname, format_type(a.atttypid, NULL), coalesce(a.attnum = ANY (i.indkey::int2[]), false)
                FROM pg_attribute a JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
                WHERE a.attrelid = 'flywheel.%s'::regclass AND a.attnum > 0 AND NOT a.attisdropped""".formatted(table.title()));

        Stream<String> ours = table.columns().stream()
                .map(column -> column.name() + "|" + sqlType(column.type()) + "|" + (column.key() ? "t" : "f"));
        Stream<String> technical =
                Stream.of("writer_epoch|bigint|f", "row_version|bigint|f", "updated_at|timestamp with time zone|f");
        assertThat(columns)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(ours, technical).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM flywheel.customer",
                "DELETE FROM flywheel.momentum_contribution",
                "TRUNCATE flywheel.customer",
                "DROP TABLE flywheel.customer",
                "ALTER TABLE flywheel.customer ADD COLUMN more text",
                "CREATE TABLE flywheel.more (id text)",
                "CREATE OR REPLACE VIEW flywheel.v_freshness AS SELECT 1",
                "SELECT setval('flywheel.writer_epoch', 1)",
                "UPDATE flywheel.flyway_schema_history SET success = false",
                "SELECT rolpassword FROM pg_authid",
            })
    void writersMayNotDestroy(String statement) {
        assertThatThrownBy(() -> EmbeddedServer.execute(EmbeddedServer.as("flywheel_writer", database), statement))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void readersReadAndNothingElse() throws IOException, SQLException {
        PostgresAccess reader = EmbeddedServer.as("flywheel_reader", database);
        List<String> readable = EmbeddedServer.query(
                database, "SELECT c.relname FROM pg_class c WHERE " + OURS + " AND c.relkind IN ('r', 'v') ORDER BY 1");

        for (String table : readable) {
            EmbeddedServer.execute(reader, "SELECT * FROM " + table);
        }

        assertThat(EmbeddedServer.query(reader, "SHOW default_transaction_read_only"))
                .containsExactly("on");
        for (String statement : Arrays.asList(
                "BEGIN READ WRITE; DELETE FROM flywheel.customer",
                "BEGIN READ WRITE; UPDATE flywheel.customer SET plan = 'x'",
                "BEGIN READ WRITE; SELECT flywheel.retire_contributions('{}')",
                "BEGIN READ WRITE; SELECT nextval('flywheel.writer_epoch')")) {
            assertThatThrownBy(() -> EmbeddedServer.execute(reader, statement))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    @Test
    void ownerOwnsEverything() throws IOException, SQLException {
        assertThat(
                        EmbeddedServer.query(
                                database,
                                "SELECT c.relname FROM pg_class c WHERE " + OURS
                                        + " AND c.relkind IN ('r', 'v', 'S') AND pg_get_userbyid(c.relowner) <> 'flywheel_owner'"))
                .isEmpty();
    }

    @Test
    void userWhoMayNotCreateRolesStillGetsTheTables() throws IOException, SQLException {
        try (EmbeddedServer bare = EmbeddedServer.start()) {
            PostgresAccess superuser = bare.emptyDatabase();
            EmbeddedServer.execute(superuser, "CREATE ROLE plain LOGIN");
            String name =
                    EmbeddedServer.query(superuser, "SELECT current_database()").get(0);
            EmbeddedServer.execute(superuser, "GRANT CREATE ON DATABASE " + name + " TO plain");
            PostgresAccess plain = EmbeddedServer.as("plain", superuser);

            Migrations.migrate(plain);
            Migrations.migrate(plain);

            assertThat(EmbeddedServer.query(plain, "SELECT count(*) FROM flywheel.customer"))
                    .containsExactly("0");
            assertThat(EmbeddedServer.query(superuser, "SELECT rolname FROM pg_roles WHERE rolname LIKE 'flywheel%'"))
                    .isEmpty();

            EmbeddedServer.execute(superuser, "ALTER ROLE plain CREATEROLE");
            Migrations.migrate(plain);

            assertThat(EmbeddedServer.query(
                            EmbeddedServer.as("flywheel_reader", plain), "SELECT count(*) FROM customer"))
                    .containsExactly("0");
            assertThat(EmbeddedServer.query(superuser, "SELECT tableowner FROM pg_tables WHERE tablename = 'customer'"))
                    .containsExactly("flywheel_owner");
        }
    }

    @Test
    void failureNamesTheDatabase() {
        PostgresAccess absent = server.access("absent", "postgres");

        assertThatThrownBy(() -> Migrations.migrate(absent))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(absent.url())
                .hasMessageContaining("postgres");
    }

    private static String sqlType(Column.Type type) {
        return switch (type) {
            case TEXT -> "text";
            case BIGINT -> "bigint";
            case INTEGER -> "integer";
            case DOUBLE -> "double precision";
            case THOUSANDTHS -> "numeric";
            case TIME -> "timestamp with time zone";
            case DATE -> "date";
            case BOOLEAN -> "boolean";
            case TEXTS -> "text[]";
            case JSON -> "jsonb";
        };
    }
}
