package io.flywheel.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.facts.CustomerFact;
import io.flywheel.domain.friction.deals.DealFacts;
import io.flywheel.domain.friction.service.ServiceDesk;
import io.flywheel.domain.friction.service.ServiceSettings;
import io.flywheel.domain.momentum.StandingTerm;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares every column of every row of the views over facts with their definitions, written out once more in plain Java. */
class FactViewsIT {

    private static final List<String> ZONES = List.of("UTC", "America/Santiago", "Pacific/Auckland");
    private static final long WATERMARK = SampleFacts.START + 11 * SampleOutputs.DAY;
    private static final List<CustomerFact> FACTS = invent();
    private static final NaiveFacts NAIVE = new NaiveFacts(FACTS, WATERMARK);
    private static final NaiveService SERVICE = new NaiveService(FACTS);

    private static EmbeddedServer server;
    private static PostgresAccess database;

    @BeforeAll
    static void write() throws Exception {
        server = EmbeddedServer.start();
        database = server.database();
        write(database, FACTS);
        try (WriterBench bench = new WriterBench(EmbeddedServer.as("flywheel_writer", database))) {
            bench.write(SampleOutputs.progress(0, WATERMARK), SampleOutputs.progress(1, WATERMARK + 1))
                    .flush();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static void write(PostgresAccess access, List<CustomerFact> facts) throws Exception {
        try (WriterBench bench = new WriterBench(EmbeddedServer.as("flywheel_writer", access))) {
            for (CustomerFact fact : facts) {
                bench.write(CustomerOutput.of(fact));
            }
            bench.flush();
        }
    }

    private static List<CustomerFact> invent() {
        SampleFacts facts = new SampleFacts(8);
        List<CustomerFact> all = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            String customer = "c" + i % 60;
            all.add(CustomerFact.of(customer, facts.ticket(i)));
            all.add(CustomerFact.of(customer, facts.call(i)));
            all.add(CustomerFact.of(customer, facts.rating(i)));
            all.add(CustomerFact.of(customer, facts.inquiry(i)));
        }
        // some customers have tickets alone, some have friction alone
        for (int i = 0; i < 150; i++) {
            all.add(CustomerFact.of("c" + (20 + i % 60), facts.friction(i)));
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "support_kpi_window, grain window_start team channel",
        "call_kpi_window, grain window_start source team",
        "speed_to_lead_window, grain window_start source",
        "v_service_by_customer, customer_id",
        "v_open_friction, friction_id"
    })
    void rowsAreThoseOfTheDefinition(String view, String key) throws Exception {
        for (String zone : ZONES) {
            try (Connection connection = database.connect("test");
                    Statement statement = connection.createStatement()) {
                statement.execute("SET TIME ZONE '%s'".formatted(zone));
                List<Map<String, @Nullable Object>> actual =
                        ViewRows.of(connection, "SELECT v.*, now() AS asked_at FROM flywheel.%s v".formatted(view));
                assertThat(actual).describedAs(view).isNotEmpty();
                Instant now = (Instant) Objects.requireNonNull(actual.get(0).get("asked_at"));
                actual.forEach(row -> row.remove("asked_at"));
                WheelViewsIT.compare("%s in %s".formatted(view, zone), key.split(" "), actual, expected(view, now));
            }
        }
    }

    private static List<Map<String, @Nullable Object>> expected(String view, Instant now) {
        return switch (view) {
            case "support_kpi_window" -> NAIVE.support();
            case "call_kpi_window" -> NAIVE.calls();
            case "speed_to_lead_window" -> NAIVE.speedToLead();
            case "v_service_by_customer" -> SERVICE.byCustomer();
            case "v_open_friction" -> SERVICE.openFriction(now);
            default -> throw new IllegalArgumentException("no definition of " + view);
        };
    }

    /** A column that is never anything but null, or never null where it may be, would be compared without being tried. */
    @Test
    void inventedFactsMeetTheEdges() {
        Map<String, List<Map<String, @Nullable Object>>> mayBeNull = new TreeMap<>();
        for (String column : List.of("reopen_rate", "frt_p50_s", "ttr_business_p90_s", "csat_pct", "nps", "ces_mean")) {
            mayBeNull.put(column, NAIVE.support());
        }
        for (String column : List.of("abandon_rate", "avg_wait_s", "callback_p50_s")) {
            mayBeNull.put(column, NAIVE.calls());
        }
        mayBeNull.put("p50_s", NAIVE.speedToLead());
        mayBeNull.put("csat_mean", SERVICE.byCustomer());
        mayBeNull.put("object_ref", SERVICE.openFriction(Instant.EPOCH));
        mayBeNull.forEach((column, rows) -> assertThat(rows.stream().map(row -> row.get(column) == null))
                .describedAs(column)
                .contains(true, false));
        for (List<Map<String, @Nullable Object>> rows : List.of(NAIVE.support(), NAIVE.calls(), NAIVE.speedToLead())) {
            assertThat(rows).extracting(row -> row.get("is_final")).contains(true, false);
        }
        assertThat(SERVICE.byCustomer())
                .anyMatch(row -> Objects.equals(row.get("tickets"), 0L))
                .anyMatch(row -> Objects.equals(row.get("repeat_contacts"), 0L)
                        && Objects.equals(row.get("channel_switches"), 0L));
    }

    @Test
    void sumsOfACustomerAreThoseOfTheEvents() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        List<ActivityKind> kinds = List.of(
                ActivityKind.REASSIGNED,
                ActivityKind.REASSIGNED,
                ActivityKind.SUPPORT_REOPENED,
                ActivityKind.SLA_MISSED,
                ActivityKind.SOLVED);
        Map<String, int[]> counted = new TreeMap<>();
        List<CustomerFact> facts = new ArrayList<>();
        for (int customer = 0; customer < 20; customer++) {
            ServiceDesk desk = new ServiceDesk();
            int[] counts = new int[4];
            for (int ticket = 0; ticket < random.nextInt(1, 5); ticket++) {
                counts[0]++;
                for (int event = 0; event < random.nextInt(1, 15); event++) {
                    ActivityKind kind =
                            event == 0 ? ActivityKind.TICKET_OPENED : kinds.get(random.nextInt(kinds.size()));
                    counts[1] += kind == ActivityKind.REASSIGNED ? 1 : 0;
                    counts[2] += kind == ActivityKind.SUPPORT_REOPENED ? 1 : 0;
                    counts[3] += kind == ActivityKind.SLA_MISSED ? 1 : 0;
                    desk.take(Activity.builder()
                            .source("snow")
                            .eventId("e" + ticket + "-" + event)
                            .kind(kind)
                            .objectRef("c" + customer + "-" + ticket)
                            .occurredAtMillis(SampleFacts.START + event * SampleFacts.HOUR)
                            .build());
                }
            }
            String id = "c" + customer;
            counted.put(id, counts);
            desk.rows(WATERMARK, ServiceSettings.DEFAULT, row -> facts.add(CustomerFact.of(id, row)));
        }
        PostgresAccess own = server.database();
        write(own, facts);

        assertThat(
                        EmbeddedServer.query(
                                own,
                                "SELECT customer_id, tickets, reassignments, reopens, sla_missed FROM flywheel.v_service_by_customer ORDER BY 1"))
                .containsExactlyElementsOf(counted.entrySet().stream()
                        .map(one -> "%s|%d|%d|%d|%d"
                                .formatted(
                                        one.getKey(),
                                        one.getValue()[0],
                                        one.getValue()[1],
                                        one.getValue()[2],
                                        one.getValue()[3]))
                        .toList());
    }

    @Test
    void dealsStateWhatBothJobsKnow() throws Exception {
        PostgresAccess own = server.database();
        EmbeddedServer.execute(own, """
                INSERT INTO flywheel.deal_course (deal_id, customer_id, created_at, closed_at, outcome, last_activity_at, writer_epoch, row_version)
                VALUES ('D1', 'c1', '2026-01-01Z', NULL, NULL, '2026-01-02Z', 1, 1),
                    ('D2', 'c1', '2026-01-01Z', '2026-01-04T12:00Z', 'won', '2026-01-04T12:00Z', 1, 1),
                    ('D3', 'c2', '2026-01-01Z', '2026-01-02Z', 'disqualified', '2026-01-02Z', 1, 1)""");
        try (WriterBench bench = new WriterBench(EmbeddedServer.as("flywheel_writer", own))) {
            StandingTerm stalled = new StandingTerm(
                    "deal_stalled", "D1", SampleOutputs.NOW, 0.5, SampleOutputs.DAY, 1.5, Long.MAX_VALUE, "e9");
            bench.write(
                            SampleOutputs.customer(
                                    "c1", SampleOutputs.reading(1, List.of(), List.of(stalled)), List.of()),
                            CustomerOutput.of(CustomerFact.of("c1", new DealFacts("D1", 2, 31, SampleOutputs.NOW))))
                    .flush();
        }

        assertThat(
                        EmbeddedServer.query(
                                own,
                                "SELECT deal_id, push_count, days_slipped, stalled, stalled_since AT TIME ZONE 'UTC', won, lost, risk_points,"
                                        + " CASE WHEN closed_at IS NOT NULL THEN age_d END FROM flywheel.deal_current ORDER BY 1"))
                .containsExactly(
                        "D1|2|31|t|2026-01-08 10:04:00.123|f|f|0.75|-", "D2|0|0|f|-|t|f|0|3.5", "D3|0|0|f|-|f|t|0|1");
    }
}
