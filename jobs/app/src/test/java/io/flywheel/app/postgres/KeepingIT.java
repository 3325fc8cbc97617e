package io.flywheel.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of deploy/postgres do what they say on a real server: roles, retention, erasure. */
class KeepingIT {

    private static final Path SCRIPTS =
            Path.of("../../deploy/postgres").toAbsolutePath().normalize();
    private static final String REFUSED = "42501";
    private static final String FIRST_COLUMN =
            "SELECT attname FROM pg_attribute WHERE attrelid = 'flywheel.%s'::regclass AND attnum = 1";
    private static final String TABLES =
            "SELECT relname FROM pg_class WHERE relnamespace = 'flywheel'::regnamespace AND relkind IN ('r', 'p') AND relname <> 'flyway_schema_history' ORDER BY 1";

    private static EmbeddedServer server;
    private static PostgresAccess administrator;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = EmbeddedServer.start();
        administrator = server.emptyDatabase();
        run("roles.sql", administrator);
        run("roles.sql", administrator);
        Migrations.migrate(as("flywheel_migrator"));
        Migrations.migrate(as("flywheel_migrator"));
        run("keeper.sql", as("flywheel_migrator"));
        CatalogueRows.insert(administrator, "pipeline_freshness", Map.of("watermark_at", "now()", "parallelism", "1"));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void migratorNeedsNoAdministratorAndTheOwnerOwnsAll() throws IOException, SQLException {
        assertThat(
                        EmbeddedServer.query(
                                administrator,
                                "SELECT relname FROM pg_class WHERE relnamespace = 'flywheel'::regnamespace AND relkind IN ('r', 'p', 'v', 'S')"
                                        + " AND relname <> 'flyway_schema_history' AND pg_get_userbyid(relowner) <> 'flywheel_owner'"))
                .isEmpty();
        assertThat(
                        EmbeddedServer.query(
                                administrator,
                                "SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'flywheel'::regnamespace AND pg_get_userbyid(proowner) <> 'flywheel_owner'"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM flywheel.%s",
                "TRUNCATE flywheel.%s",
                "DROP TABLE flywheel.%s CASCADE",
                "ALTER TABLE flywheel.%s ADD COLUMN more text",
                "ALTER TABLE flywheel.%s OWNER TO flywheel_writer",
                "CREATE TRIGGER t BEFORE INSERT ON flywheel.%s EXECUTE FUNCTION suppress_redundant_updates_trigger()",
            })
    void writerMayNotDestroyAnyTable(String statement) throws IOException, SQLException {
        List<String> tables = EmbeddedServer.query(administrator, TABLES);
        assertThat(tables).hasSizeGreaterThan(15);
        for (String table : tables) {
            assertRefused("flywheel_writer", statement.formatted(table));
        }
    }

    @Test
    void writerWritesEveryTableOfTheJobs() throws IOException, SQLException {
        for (Table table : Table.values()) {
            EmbeddedServer.execute(
                    as("flywheel_writer"),
                    "UPDATE flywheel." + table.title() + " SET row_version = row_version WHERE false");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flywheel_writer", "flywheel_reader"})
    void onlyTheKeeperRetiresAndErases(String role) {
        assertRefused(role, "BEGIN READ WRITE; SELECT flywheel.retire_before('calls', interval '400 days')");
        assertRefused(role, "BEGIN READ WRITE; SELECT flywheel.erase_customer('ada')");
    }

    @Test
    void keeperAndReaderHaveNoOtherRights() throws IOException, SQLException {
        for (String table : EmbeddedServer.query(administrator, TABLES)) {
            assertRefused("flywheel_keeper", "SELECT FROM flywheel." + table);
            assertRefused("flywheel_keeper", "DELETE FROM flywheel." + table);
            assertRefused("flywheel_reader", "BEGIN READ WRITE; DELETE FROM flywheel." + table);
            String column = EmbeddedServer.query(administrator, FIRST_COLUMN.formatted(table))
                    .get(0);
            assertRefused(
                    "flywheel_reader", "BEGIN READ WRITE; UPDATE flywheel." + table + " SET " + column + " = DEFAULT");
            EmbeddedServer.execute(as("flywheel_reader"), "SELECT FROM flywheel." + table + " LIMIT 1");
        }
    }

    @Test
    void strangersDoNotComeIn() throws IOException, SQLException {
        EmbeddedServer.execute(administrator, "CREATE ROLE stranger LOGIN");

        assertRefused("stranger", "SELECT 1");
    }

    @ParameterizedTest
    @CsvSource({
        "windows of 5 minutes, flywheel_window, window_end, grain='5m'",
        "windows of 5 minutes, flywheel_window, window_end, grain='trailing_1h'",
        "windows of 1 hour, flywheel_window, window_end, grain='1h'",
        "windows of 1 day, flywheel_window, window_end, grain='1d'",
        "windows of 1 day, flywheel_window, window_end, grain='trailing_28d'",
        "hotspots of 5 minutes, friction_hotspot_window, window_end, grain='5m'",
        "hotspots of 1 hour, friction_hotspot_window, window_end, grain='1h'",
        "hotspots of 1 day, friction_hotspot_window, window_end, grain='1d'",
        "growth, growth_accounting_day, day,",
        "data quality, data_quality_window, window_start,",
        "friction, friction_event, occurred_at, status='closed'",
        "calls, support_call, occurred_at,",
        "ratings, support_rating, occurred_at,",
        "inquiries, inquiry, asked_at,",
        "alerts, alert_instance, changed_at, status='resolved'",
        "spikes, friction_spike_window, window_end,",
        "notifications, alert_notification, planned_at, kind='firing';status='delivered'",
        "refused rows, rejected_row, updated_at,",
    })
    void retentionTakesWhatIsOldAndFinalAndNothingElse(String subject, String table, String time, @Nullable String more)
            throws IOException, SQLException {
        EmbeddedServer.execute(administrator, "DELETE FROM flywheel." + table);
        insert(table, time, "500 days", more);
        insert(table, time, "402 days", more);
        insert(table, time, "390 days", more);
        insert(table, time, "1 hour", more);

        String call = "SELECT flywheel.retire_before('" + subject + "', interval '400 days', 1)";
        assertThat(EmbeddedServer.query(as("flywheel_keeper"), call)).containsExactly("1");
        assertThat(EmbeddedServer.query(as("flywheel_keeper"), call)).containsExactly("1");
        assertThat(EmbeddedServer.query(as("flywheel_keeper"), call)).containsExactly("0");
        assertThat(EmbeddedServer.query(
                        administrator,
                        "SELECT count(*), min(" + time + ") > now() - interval '391 days' FROM flywheel." + table))
                .containsExactly("2|t");
    }

    @ParameterizedTest
    @CsvSource({
        "windows of 1 hour, flywheel_window, window_end, grain='1h';is_final=false",
        "hotspots of 1 day, friction_hotspot_window, window_end, grain='1d';is_final=false",
        "growth, growth_accounting_day, day, is_final=false",
        "friction, friction_event, occurred_at, status='open'",
        "alerts, alert_instance, changed_at, status='firing'",
        "notifications, alert_notification, planned_at, kind='firing';status='failed'",
    })
    void retentionLeavesWhatIsNotOver(String subject, String table, String time, @Nullable String more)
            throws IOException, SQLException {
        EmbeddedServer.execute(administrator, "DELETE FROM flywheel." + table);
        insert(table, time, "900 days", more);

        assertThat(EmbeddedServer.query(
                        as("flywheel_keeper"), "SELECT flywheel.retire_before('" + subject + "', interval '400 days')"))
                .containsExactly("0");
    }

    @Test
    void retentionWaitsForTheSlowestStage() throws IOException, SQLException {
        EmbeddedServer.execute(administrator, "DELETE FROM flywheel.support_call");
        insert("support_call", "occurred_at", "450 days", "");
        CatalogueRows.insert(
                administrator,
                "pipeline_freshness",
                Map.of("job", "'slow'", "watermark_at", "now() - interval '100 days'", "parallelism", "1"));
        String call = "SELECT flywheel.retire_before('calls', interval '400 days')";
        try {
            assertThat(EmbeddedServer.query(as("flywheel_keeper"), call)).containsExactly("0");
        } finally {
            EmbeddedServer.execute(administrator, "DELETE FROM flywheel.pipeline_freshness WHERE job = 'slow'");
        }
        assertThat(EmbeddedServer.query(as("flywheel_keeper"), call)).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT flywheel.retire_before('customers', interval '400 days')",
                "SELECT flywheel.retire_before('calls', interval '1 day')",
                "SELECT flywheel.retire_before('calls', NULL)",
                "SELECT flywheel.retire_before('calls', interval '400 days', 0)",
                "SELECT flywheel.erase_customer('')",
                "SELECT flywheel.erase_customer(NULL)",
            })
    void keeperIsToldWhatCanNotBe(String call) {
        assertThatThrownBy(() -> EmbeddedServer.execute(as("flywheel_keeper"), call))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22023"));
    }

    @Test
    void theScriptOfRetentionNamesEverySubjectAndRuns() throws IOException, SQLException {
        String script = Files.readString(SCRIPTS.resolve("retention.sql"));
        List<String> subjects = EmbeddedServer.query(
                administrator,
                "SELECT DISTINCT m[1] FROM pg_proc, regexp_matches(prosrc, 'WHEN ''([^'']+)'' THEN interval', 'g') AS m WHERE proname = 'retire_before'");

        assertThat(subjects)
                .hasSizeGreaterThan(10)
                .allSatisfy(
                        subject -> assertThat(script).contains("flywheel.retire_before('" + subject + "', interval '"));
        run("retention.sql", as("flywheel_keeper"));
    }

    @Test
    void erasedCustomerIsInNoTableAndNobodyElseIsMissing() throws IOException, SQLException {
        List<String> tables = EmbeddedServer.query(
                administrator,
                "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'customer_id'"
                        + " WHERE c.relnamespace = 'flywheel'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1");
        assertThat(tables)
                .contains("customer", "customer_momentum", "friction_event", "stage_transition", "alert_instance");
        for (String table : tables) {
            EmbeddedServer.execute(administrator, "DELETE FROM flywheel." + table);
            for (String customer : List.of("ada", "bob")) {
                insertOf(customer, table);
            }
        }
        for (String customer : List.of("ada", "bob")) {
            CatalogueRows.insert(administrator, "alert_transition", Map.of("fingerprint", "'of " + customer + "'"));
            CatalogueRows.insert(
                    administrator,
                    "alert_told",
                    Map.of("fingerprint", "'of " + customer + "'", "standing", "'own'", "receiver", "'oncall'"));
            CatalogueRows.insert(
                    administrator,
                    "alert_notification",
                    Map.of(
                            "notification_id",
                            "'" + customer + "'",
                            "group_key",
                            "'" + customer + "'",
                            "kind",
                            "'firing'",
                            "status",
                            "'delivered'",
                            "fingerprints",
                            "ARRAY['of " + customer + "']"));
            CatalogueRows.insert(
                    administrator,
                    "rejected_row",
                    Map.of("row_key", "'" + customer + "'", "row", "'{\"customer_id\": \"" + customer + "\"}'"));
            CatalogueRows.insert(
                    administrator,
                    "control_record",
                    Map.of(
                            "topic_offset",
                            Integer.toString(customer.hashCode()),
                            "verdict",
                            "'accepted'",
                            "kind",
                            "'silence'",
                            "content",
                            "'{\"matchers\": [{\"label\": \"customer_id\", \"value\": \"" + customer + "\"}]}'"));
        }

        Map<String, Long> erased = erase("ada");

        assertThat(erased)
                .containsOnlyKeys(concat(
                        tables,
                        "alert_transition",
                        "alert_told",
                        "alert_notification",
                        "rejected_row",
                        "control_record"));
        assertThat(erased.values()).containsOnly(1L);
        for (String table : erased.keySet()) {
            assertThat(EmbeddedServer.query(administrator, "SELECT t::text FROM flywheel." + table + " t"))
                    .as(table)
                    .noneMatch(row -> row.contains("ada"))
                    .anyMatch(row -> row.contains("bob"));
        }
        assertThat(erase("ada").values()).containsOnly(0L);
    }

    private static Map<String, Long> erase(String customer) throws IOException, SQLException {
        try (Connection connection = as("flywheel_keeper").connectPatiently("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM flywheel.erase_customer('" + customer + "')")) {
            Map<String, Long> erased = new TreeMap<>();
            while (rows.next()) {
                erased.merge(rows.getString(1), rows.getLong(2), Long::sum);
            }
            return erased;
        }
    }

    private static void insertOf(String customer, String table) throws IOException, SQLException {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("customer_id", "'" + customer + "'");
        for (String key : EmbeddedServer.query(
                administrator,
                "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::int2[])"
                        + " WHERE i.indrelid = 'flywheel." + table
                        + "'::regclass AND i.indisprimary AND a.atttypid = 'text'::regtype"
                        + " AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = i.indrelid AND c.contype = 'c' AND a.attnum = ANY (c.conkey))")) {
            row.putIfAbsent(key, "'of " + customer + "'");
        }
        CatalogueRows.insert(administrator, table, row);
    }

    private static void insert(String table, String time, String age, @Nullable String more)
            throws IOException, SQLException {
        Map<String, String> row = new LinkedHashMap<>();
        String moment = "now() - interval '" + age + "'";
        for (String key : EmbeddedServer.query(
                administrator,
                "SELECT a.attname, a.atttypid::regtype FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::int2[])"
                        + " WHERE i.indrelid = 'flywheel." + table + "'::regclass AND i.indisunique")) {
            String name = key.substring(0, key.indexOf('|'));
            if (key.endsWith("|text") && !name.equals("grain")) {
                row.put(name, "'" + age + "'");
            } else if (key.contains("|timestamp") || key.endsWith("|date")) {
                row.put(name, moment);
            }
        }
        row.put(time, "(" + moment + ")" + (time.equals("day") ? "::date" : ""));
        if (more != null && !more.isEmpty()) {
            for (String stated : more.split(";")) {
                row.put(stated.substring(0, stated.indexOf('=')), stated.substring(stated.indexOf('=') + 1));
            }
        }
        CatalogueRows.insert(administrator, table, row);
    }

    private static String[] concat(List<String> names, String... more) {
        List<String> all = new java.util.ArrayList<>(names);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static void assertRefused(String role, String statement) {
        assertThatThrownBy(() -> EmbeddedServer.execute(as(role), statement))
                .as("%s: %s", role, statement)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(REFUSED));
    }

    private static void run(String script, PostgresAccess access) throws IOException, SQLException {
        EmbeddedServer.execute(access, Files.readString(SCRIPTS.resolve(script)));
    }

    private static PostgresAccess as(String role) {
        return EmbeddedServer.as(role, administrator);
    }
}
