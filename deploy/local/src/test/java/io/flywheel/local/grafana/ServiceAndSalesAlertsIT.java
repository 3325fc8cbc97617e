package io.flywheel.local.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flywheel.local.JobKind;
import io.flywheel.local.MomentumTables;
import io.flywheel.local.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The alert rules of Grafana that ask views: each fires for what it is about, and for nothing beside it. */
@TestInstance(Lifecycle.PER_CLASS)
class ServiceAndSalesAlertsIT {

    private static final Path FILE = Path.of("..", "grafana", "provisioning", "alerting", "service-and-sales.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOW = "'2026-03-10T12:00:00Z'::timestamptz";

    @SuppressWarnings("NullAway.Init") // started before all tests
    private EmbeddedDatabase database;

    @BeforeAll
    void tablesWithATime(@TempDir Path directory) throws SQLException {
        database = EmbeddedDatabase.start(
                directory.resolve("postgres"), Path.of("target", "programs").toAbsolutePath(), 0);
        new MomentumTables().migrate(database.access());
        change(
                "INSERT INTO flywheel.pipeline_freshness (job, stage, subtask, parallelism, watermark_at, writer_epoch, row_version) "
                        + "VALUES ('flywheel', 'customers', 0, 1, " + NOW + ", 1, 1)");
    }

    @AfterAll
    void end() {
        if (database != null) {
            database.close();
        }
    }

    static Stream<JsonNode> rules() throws IOException {
        Object file = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FILE));
        JsonNode group = JSON.valueToTree(file).path("groups").path(0);
        return StreamSupport.stream(group.path("rules").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleIsOneNumberForEachOfItsLabelsAndHasARunbook(JsonNode rule) throws SQLException {
        assertThat(List.of("uid", "title", "condition", "for", "noDataState", "execErrState"))
                .allSatisfy(key -> assertThat(rule.hasNonNull(key)).as(key).isTrue());
        assertThat(rule.path("labels").path("severity").asText()).isIn("info", "warning", "critical");
        assertThat(Path.of("..", "..")
                        .resolve(rule.path("annotations").path("runbook_url").asText()))
                .exists();
        String condition = rule.path("condition").asText();
        assertThat(rule.path("data").path(1).path("refId").asText()).isEqualTo(condition);
        List<Integer> types = new ArrayList<>();
        try (Connection connection = database.access().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query(rule))) {
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                types.add(rows.getMetaData().getColumnType(column));
            }
        }
        assertThat(types.subList(0, types.size() - 1)).as("labels").allMatch(type -> type == Types.VARCHAR);
        assertThat(types.get(types.size() - 1)).isEqualTo(Types.DOUBLE);
    }

    @Test
    void viewsAndRulesAskForStagesThatReport() throws Exception {
        Pattern asked = Pattern.compile("stage = '([a-z]+)'");
        Set<String> stages = new TreeSet<>();
        asked.matcher(Files.readString(FILE)).results().forEach(stage -> stages.add(stage.group(1)));
        try (Connection connection = database.access().connect();
                Statement statement = connection.createStatement();
                ResultSet views =
                        statement.executeQuery("SELECT definition FROM pg_views WHERE schemaname = 'flywheel'")) {
            while (views.next()) {
                asked.matcher(views.getString(1)).results().forEach(stage -> stages.add(stage.group(1)));
            }
        }
        assertThat(stages)
                .isNotEmpty()
                .allSatisfy(stage -> assertThat(JobKind.PIPELINE.stages()).contains(stage));
    }

    @Test
    void moneyThatStandsStillIsToldByPipelineAndCurrency() throws Exception {
        deal("d-1", "new-business", "EUR", 9_000_000, true);
        deal("d-2", "new-business", "EUR", 2_000_000, true);
        deal("d-3", "new-business", "EUR", 90_000_000, false);
        deal("d-4", "renewals", "EUR", 9_000_000, true);

        assertThat(fired("flywheel-deals-stall")).containsExactly("new-business|EUR");
    }

    @Test
    void callsThatNobodyAnswersAreToldByTeamWhenThereAreEnough() throws Exception {
        calls("support", 18, "call_answered", "10 minutes");
        calls("support", 3, "call_missed", "10 minutes");
        calls("support", 40, "call_answered", "50 minutes");
        calls("sales", 19, "call_answered", "10 minutes");
        calls("sales", 2, "call_missed", "10 minutes");
        calls("billing", 5, "call_missed", "10 minutes");

        assertThat(fired("flywheel-calls-missed")).containsExactly("support");
    }

    @Test
    void aWheelThatShrinksForAWeekIsTold() throws Exception {
        for (int day = 2; day <= 8; day++) {
            growth("2026-03-0" + day, 0.8);
        }
        assertThat(fired("flywheel-growth-shrinks"))
                .as("the last whole day is missing")
                .isEmpty();
        growth("2026-03-09", 0.9);
        growth("2026-03-10", 5);
        assertThat(fired("flywheel-growth-shrinks")).containsExactly("");
        change("UPDATE flywheel.growth_accounting_day SET quick_ratio = 1.2 WHERE day = '2026-03-05'");
        assertThat(fired("flywheel-growth-shrinks")).isEmpty();
    }

    @Test
    void solutionsThatDoNotHoldAreToldAgainstWhatIsUsualForTheTeam() throws Exception {
        tickets("first-line", 95, 0, "10 days");
        tickets("first-line", 5, 1, "10 days");
        tickets("first-line", 12, 0, "5 hours");
        tickets("first-line", 8, 2, "5 hours");
        tickets("repairs", 50, 0, "10 days");
        tickets("repairs", 50, 1, "10 days");
        tickets("repairs", 8, 0, "5 hours");
        tickets("repairs", 12, 1, "5 hours");

        assertThat(fired("flywheel-tickets-reopened")).containsExactly("first-line");
    }

    @Test
    void whoWaitsIsToldByChannelAnsweredOrNot() throws Exception {
        inquiries("web", 8, "20 hours", "20 minutes");
        inquiries("web", 2, "5 hours", null);
        inquiries("phone", 10, "5 hours", "5 minutes");
        inquiries("mail", 3, "5 hours", null);

        assertThat(fired("flywheel-leads-wait")).containsExactly("web");
    }

    /** The labels for which a rule is beyond its threshold. */
    private List<String> fired(String uid) throws Exception {
        JsonNode rule = rules().filter(
                        candidate -> candidate.path("uid").asText().equals(uid))
                .findFirst()
                .orElseThrow();
        JsonNode evaluator = rule.path("data")
                .path(1)
                .path("model")
                .path("conditions")
                .path(0)
                .path("evaluator");
        assertThat(evaluator.path("type").asText()).isEqualTo("gt");
        double limit = evaluator.path("params").path(0).asDouble();
        Map<String, Double> values = new LinkedHashMap<>();
        try (Connection connection = database.access().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE flywheel_reader");
            try (ResultSet rows = statement.executeQuery(query(rule))) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    List<String> labels = new ArrayList<>();
                    for (int column = 1; column < columns; column++) {
                        labels.add(rows.getString(column));
                    }
                    values.put(String.join("|", labels), rows.getDouble(columns));
                }
            }
        }
        return values.entrySet().stream()
                .filter(value -> value.getValue() > limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String query(JsonNode rule) {
        return rule.path("data").path(0).path("model").path("rawSql").asText();
    }

    private void deal(String id, String pipeline, String currency, long amountMinor, boolean stalled)
            throws SQLException {
        insert(
                "deal_course",
                Map.of(
                        "deal_id",
                        id,
                        "customer_id",
                        "c-1",
                        "pipeline",
                        pipeline,
                        "currency",
                        currency,
                        "amount_minor",
                        amountMinor,
                        "created_at",
                        "2026-02-01",
                        "last_activity_at",
                        "2026-02-01"));
        if (stalled) {
            insert(
                    "deal_friction",
                    Map.of(
                            "deal_id",
                            id,
                            "customer_id",
                            "c-1",
                            "push_count",
                            0,
                            "days_slipped",
                            0,
                            "stalled_since",
                            "2026-03-01"));
        }
    }

    private void calls(String team, int count, String kind, String before) throws SQLException {
        many(
                count,
                "INSERT INTO flywheel.support_call (source, event_id, customer_id, kind, actor, team, occurred_at, writer_epoch, row_version) "
                        + "SELECT 'phone', '" + team + kind + before + "' || n, 'c-1', '" + kind + "', 'customer', '"
                        + team + "', " + NOW + " - interval '" + before + "', 1, 1");
    }

    private void growth(String day, double quickRatio) throws SQLException {
        Map<String, Object> row = new HashMap<>();
        for (String column : List.of(
                "\"new\"", "retained", "resurrected", "churned", "active", "active_before", "dau", "revision")) {
            row.put(column, 1);
        }
        row.putAll(Map.of(
                "level", "customer", "segment", "all", "day", day, "quick_ratio", quickRatio, "is_final", false));
        insert("growth_accounting_day", row);
    }

    private void tickets(String team, int count, int reopens, String before) throws SQLException {
        many(
                count,
                "INSERT INTO flywheel.ticket_current (ticket_id, customer_id, status, priority, team, solved_at, reopens, replies, reassignments, escalations, sla_missed, sla_policy, "
                        + "frt_breached, nrt_breached, ttr_breached, breach_retracted, writer_epoch, row_version) "
                        + "SELECT '" + team + before + reopens + "-' || n, 'c-1', 'solved', 'normal', '" + team + "', "
                        + NOW + " - interval '" + before + "', " + reopens
                        + ", 1, 0, 0, 0, '', false, false, false, false, 1, 1");
    }

    private void inquiries(String channel, int count, String before, @Nullable String answeredAfter)
            throws SQLException {
        String asked = NOW + " - interval '" + before + "'";
        String touched = answeredAfter == null ? "NULL" : asked + " + interval '" + answeredAfter + "'";
        many(
                count,
                "INSERT INTO flywheel.inquiry (source, event_id, customer_id, kind, channel, asked_at, touched_at, left_waiting, repeated, writer_epoch, row_version) "
                        + "SELECT 'web', '" + channel + before + "' || n, 'c-1', 'form', '" + channel + "', " + asked
                        + ", " + touched + ", false, false, 1, 1");
    }

    private void insert(String table, Map<String, Object> row) throws SQLException {
        Map<String, Object> whole = new LinkedHashMap<>(row);
        whole.put("writer_epoch", 1);
        whole.put("row_version", 1);
        change("INSERT INTO flywheel." + table + " (" + String.join(", ", whole.keySet()) + ") VALUES ("
                + String.join(
                        ", ",
                        whole.values().stream().map(value -> "'" + value + "'").toList()) + ")");
    }

    private void many(int count, String insertSelect) throws SQLException {
        change(insertSelect + " FROM generate_series(1, " + count + ") AS n");
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = database.access().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
