package io.flywheel.app.postgres;

import static io.flywheel.app.postgres.EmbeddedServer.query;
import static io.flywheel.app.postgres.SampleOutputs.DAY;
import static io.flywheel.app.postgres.SampleOutputs.NOW;
import static io.flywheel.app.postgres.SampleOutputs.customer;
import static io.flywheel.app.postgres.SampleOutputs.progress;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.activity.Priority;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.facts.CallRow;
import io.flywheel.domain.facts.CustomerFact;
import io.flywheel.domain.facts.FrictionRow;
import io.flywheel.domain.facts.RatingRow;
import io.flywheel.domain.friction.deals.DealFacts;
import io.flywheel.domain.friction.deals.InquiryRow;
import io.flywheel.domain.friction.service.TicketRow;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each kind of fact reaches its table, and a later one of the same name takes the place of an earlier one. */
class PostgresWriterFactsIT {

    private static EmbeddedServer server;

    private PostgresAccess database;
    private PostgresAccess writerAccess;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void migrate() throws IOException, SQLException {
        database = server.database();
        writerAccess = EmbeddedServer.as("flywheel_writer", database);
    }

    @Test
    void everyKindOfFactArrivesAsItIs() throws Exception {
        try (WriterBench bench = new WriterBench(writerAccess)) {
            bench.write(
                            customer("c1", 1),
                            friction("f1", FrictionRow.Status.OPEN, null),
                            ticket("t1", "open", null),
                            deal(2, NOW - DAY),
                            CustomerOutput.of(CustomerFact.of(
                                    "c1",
                                    new CallRow(
                                            "pbx",
                                            "e1",
                                            ActivityKind.CALL_ABANDONED,
                                            Actor.CUSTOMER,
                                            "k",
                                            "first",
                                            "phone",
                                            "spring",
                                            "bill",
                                            NOW,
                                            7L,
                                            null,
                                            0L,
                                            1))),
                            CustomerOutput.of(CustomerFact.of(
                                    "c1",
                                    new RatingRow(
                                            "survey", "e1", ActivityKind.NPS_RATED, 8.5, "t1", null, "mail", NOW))),
                            inquiry(null),
                            progress(0, NOW))
                    .flush();
        }

        assertThat(
                        query(
                                database,
                                "SELECT friction_id, customer_id, account_id, signal_type, kind, status, weight, severity, phase, department, channel, page, target,"
                                        + " object_type, object_ref, detected_at - occurred_at, closed_at, is_found, source, event_ids FROM flywheel.friction_event"))
                .containsExactly(
                        "f1|c1|acme|deal_stalled|standing|open|1.250|high|engage|sales|mail|-|-|deal|D1|01:00:00|-|t|crm|{e1,\"e 2\"}");
        assertThat(
                        query(
                                database,
                                "SELECT ticket_id, customer_id, status, priority, channel, team, first_reply_at - created_at, frt_s, frt_business_s, first_solved_at, solved_at,"
                                        + " ttr_s, ttr_business_s, requester_wait_s, reopens, replies, reassignments, escalations, sla_missed, sla_policy,"
                                        + " frt_due_at - created_at, ttr_due_at, frt_breached, nrt_breached, ttr_breached, breach_retracted, csat FROM flywheel.ticket_current"))
                .containsExactly(
                        "t1|c1|open|urgent|mail|first|00:01:00|60|30|-|-|-|-|-|1|2|3|4|5|usual|01:00:00|-|f|t|f|t|4.5");
        assertThat(
                        query(
                                database,
                                "SELECT deal_id, customer_id, push_count, days_slipped, stalled_since AT TIME ZONE 'UTC' FROM flywheel.deal_friction"))
                .containsExactly("D1|c1|2|31|2026-01-07 10:04:00.123");
        assertThat(query(
                        database,
                        "SELECT source, event_id, customer_id, kind, actor, call_id, team, channel, campaign, topic, occurred_at AT TIME ZONE 'UTC', wait_s, talk_s, hold_s,"
                                + " transfers FROM flywheel.support_call"))
                .containsExactly(
                        "pbx|e1|c1|call_abandoned|customer|k|first|phone|spring|bill|2026-01-08 10:04:00.123|7|-|0|1");
        assertThat(
                        query(
                                database,
                                "SELECT source, event_id, customer_id, kind, score, ticket_id, team, channel FROM flywheel.support_rating"))
                .containsExactly("survey|e1|c1|nps_rated|8.5|t1|-|mail");
        assertThat(
                        query(
                                database,
                                "SELECT source, event_id, customer_id, kind, channel, page, due_at - asked_at, touched_at, touched_by, left_waiting, repeated FROM flywheel.inquiry"))
                .containsExactly("web|e1|c1|form_submit|ads|/demo|01:00:00|-|-|t|f");
        assertThat(query(database, "SELECT count(*) FROM flywheel.customer")).containsExactly("1");
    }

    @Test
    void aLaterFactTakesThePlaceOfAnEarlierOneInAFlushAndBetweenFlushes() throws Exception {
        try (WriterBench bench = new WriterBench(writerAccess)) {
            bench.write(ticket("t1", "open", null), ticket("t1", "pending", null), deal(1, NOW), inquiry(null))
                    .flush();
            assertThat(query(database, "SELECT status FROM flywheel.ticket_current"))
                    .containsExactly("pending");
            bench.write(ticket("t1", "solved", NOW), deal(1, null), inquiry(NOW + DAY))
                    .flush();
        }
        assertThat(query(database, "SELECT status, solved_at IS NOT NULL FROM flywheel.ticket_current"))
                .containsExactly("solved|t");
        assertThat(query(database, "SELECT stalled_since FROM flywheel.deal_friction"))
                .containsExactly("-");
        assertThat(query(database, "SELECT touched_by FROM flywheel.inquiry")).containsExactly("outbound_call");
    }

    @Test
    void retractedFrictionStaysAndSaysSo() throws Exception {
        try (WriterBench bench = new WriterBench(writerAccess)) {
            bench.write(
                            friction("f1", FrictionRow.Status.OPEN, null),
                            friction("f2", FrictionRow.Status.OPEN, null),
                            friction("f3", FrictionRow.Status.OPEN, null))
                    .flush();
            bench.write(
                            friction("f1", FrictionRow.Status.RETRACTED, null),
                            friction("f2", FrictionRow.Status.CLOSED, NOW + DAY))
                    .flush();
        }
        assertThat(query(
                        database,
                        "SELECT friction_id, status, closed_at IS NULL FROM flywheel.friction_event ORDER BY 1"))
                .containsExactly("f1|retracted|t", "f2|closed|f", "f3|open|t");
        assertThat(query(database, "SELECT friction_id, weight, age_d > 0 FROM flywheel.v_open_friction"))
                .containsExactly("f3|1.250|t");
    }

    @Test
    void customersAndFactsOfTheSameNameAreNotTakenForEachOther() throws Exception {
        try (WriterBench bench = new WriterBench(writerAccess)) {
            bench.write(customer("t1", 1), ticket("t1", "open", null), friction("t1", FrictionRow.Status.OPEN, null))
                    .flush();
        }
        assertThat(
                        query(
                                database,
                                "SELECT (SELECT count(*) FROM flywheel.customer), (SELECT count(*) FROM flywheel.ticket_current), (SELECT count(*) FROM flywheel.friction_event)"))
                .containsExactly("1|1|1");
    }

    private static CustomerOutput friction(String id, FrictionRow.Status status, @Nullable Long closedAt) {
        return CustomerOutput.of(
                CustomerFact.of("c1", SampleFacts.friction(id, FrictionRow.Kind.STANDING, status, closedAt)));
    }

    private static CustomerOutput deal(int pushes, @Nullable Long stalledSince) {
        return CustomerOutput.of(CustomerFact.of("c1", new DealFacts("D1", pushes, 31, stalledSince)));
    }

    private static CustomerOutput inquiry(@Nullable Long touchedAt) {
        return CustomerOutput.of(CustomerFact.of(
                "c1",
                new InquiryRow(
                        "web",
                        "e1",
                        "form_submit",
                        "ads",
                        "/demo",
                        NOW,
                        NOW + SampleFacts.HOUR,
                        touchedAt,
                        touchedAt == null ? null : "outbound_call",
                        true,
                        false)));
    }

    private static CustomerOutput ticket(String id, String status, @Nullable Long solvedAt) {
        return CustomerOutput.of(CustomerFact.of(
                "c1",
                new TicketRow(
                        id,
                        status,
                        Priority.URGENT,
                        "mail",
                        "first",
                        NOW,
                        NOW + 60_000,
                        60L,
                        30L,
                        solvedAt,
                        solvedAt,
                        null,
                        null,
                        null,
                        1,
                        2,
                        3,
                        4,
                        5,
                        "usual",
                        NOW + SampleFacts.HOUR,
                        null,
                        false,
                        true,
                        false,
                        true,
                        4.5)));
    }
}
