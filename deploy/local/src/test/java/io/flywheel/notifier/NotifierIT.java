package io.flywheel.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flywheel.domain.alert.Inhibition;
import io.flywheel.domain.alert.Matcher;
import io.flywheel.local.postgres.EmbeddedDatabase;
import io.flywheel.notifier.delivery.Outcome;
import io.flywheel.notifier.message.Message;
import io.flywheel.notifier.tables.ToldTables;
import io.flywheel.notifier.telling.Budget;
import io.flywheel.notifier.telling.Mode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the person on call is told, on a real PostgreSQL, with a clock that the test moves. */
class NotifierIT {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static EmbeddedDatabase database;
    private Stage stage;

    @BeforeAll
    static void start(@TempDir Path directory) {
        database = Stage.database(directory);
    }

    @AfterAll
    static void end() {
        database.close();
    }

    @BeforeEach
    void set() {
        stage = new Stage(database);
        stage.run(
                "TRUNCATE flywheel.alert_instance, flywheel.alert_told, flywheel.alert_notification, flywheel.control_record");
    }

    @AfterEach
    void clear() {
        stage.close();
    }

    @Test
    void aSustainedIncidentIsToldOnceAndAgainByTheIntervalAndWhenItIsOver() throws SQLException {
        stage.fire("rubs", 1);
        stage.watch(Duration.ofHours(9), MINUTE);
        assertThat(stage.kinds()).containsExactly("firing", "repeat", "repeat");

        stage.resolve("rubs");
        stage.watch(Duration.ofHours(9), MINUTE);

        assertThat(stage.kinds()).containsExactly("firing", "repeat", "repeat", "resolved");
        assertThat(stage.told.stream().map(Message::id)).doesNotHaveDuplicates();
        assertThat(stage.told.get(0).title()).isEqualTo("WARNING: customer c1: It rubs (rubs)");
        assertThat(stage.told.get(3).title()).isEqualTo("Resolved: customer c1: It rubs (rubs)");
        assertThat(stage.told.get(0).alerts().get(0).url()).isEqualTo("http://wheel.example.org/#/c/c1");
        assertThat(stage.ask("SELECT status FROM flywheel.alert_notification")).containsOnly("delivered");
    }

    @Test
    void aRestartAtAnyLookTellsNothingTwice() throws SQLException {
        stage.fire("rubs", 1);
        for (int look = 0; look < 60; look++) {
            if (look == 50) {
                stage.resolve("rubs");
            }
            stage.look(MINUTE.multipliedBy(5));
            stage.kill();
        }
        assertThat(stage.kinds()).containsExactly("firing", "repeat", "resolved");
    }

    @Test
    void aNotifierKilledBetweenSendingAndNotingSendsTheSameMessageAndNoOther() throws SQLException {
        stage.fire("rubs", 1);
        stage.answer = message -> {
            stage.loseSession();
            return Outcome.DELIVERED;
        };
        stage.look();
        assertThatThrownBy(() -> stage.look(MINUTE)).isInstanceOf(SQLException.class);
        assertThat(stage.ask("SELECT status FROM flywheel.alert_notification")).containsExactly("sending");
        stage.kill();
        stage.answer = message -> Outcome.DELIVERED;
        stage.watch(Duration.ofHours(1), MINUTE);

        // at least once, with one id
        assertThat(stage.kinds()).containsExactly("firing", "firing");
        assertThat(stage.told.get(1)).isEqualTo(stage.told.get(0));
        assertThat(stage.ask("SELECT status || ' ' || attempts FROM flywheel.alert_notification"))
                .containsExactly("delivered 2");
    }

    @Test
    void aNotifierKilledBeforeItSendsTellsOnce() throws SQLException {
        stage.fire("rubs", 1);
        stage.answer = message -> {
            stage.loseSession();
            return Outcome.refused("killed");
        };
        stage.look();
        assertThatThrownBy(() -> stage.look(MINUTE)).isInstanceOf(SQLException.class);
        stage.kill();
        stage.answer = message -> Outcome.DELIVERED;
        stage.watch(Duration.ofHours(1), MINUTE);

        assertThat(stage.kinds()).containsExactly("firing");
    }

    @Test
    void aReceiverThatIsAwayForAWhileIsToldWhenItIsBack() throws SQLException {
        stage.answer = message -> Outcome.refused("answered with status 503");
        stage.fire("rubs", 1);
        stage.watch(Duration.ofMinutes(20), Duration.ofSeconds(10));
        assertThat(stage.told).isEmpty();
        // with backoff, not with each of 120 looks
        assertThat(Integer.parseInt(stage.ask("SELECT attempts FROM flywheel.alert_notification")
                        .get(0)))
                .isBetween(15, 30);
        stage.answer = message -> Outcome.DELIVERED;
        stage.watch(Duration.ofHours(4), MINUTE);

        // the four hours of the repeat count from the delivery
        assertThat(stage.kinds()).containsExactly("firing");
    }

    @Test
    void whatIsOverBeforeItCouldBeToldIsNeverTold() throws SQLException {
        stage.answer = message -> Outcome.refused("answered with status 503");
        stage.fire("rubs", 1);
        stage.watch(Duration.ofMinutes(5), MINUTE);
        stage.resolve("rubs");
        stage.look(MINUTE);
        stage.answer = message -> Outcome.DELIVERED;
        stage.watch(Duration.ofHours(1), MINUTE);

        assertThat(stage.told).isEmpty();
        assertThat(stage.ask("SELECT error FROM flywheel.alert_notification"))
                .containsExactly("over before it could be told");
    }

    @Test
    void whatCouldNotBeDeliveredInTimeIsOldNewsAndComesUpInOneSummary() throws SQLException {
        stage.settings = Stage.settings(Mode.LIVE, List.of("customer_id"), Budget.DEFAULT);
        stage.answer = message -> Outcome.refused("can not be reached");
        stage.fire("rubs", "warning", 1, 5, stage.time.instant());
        stage.watch(Duration.ofHours(2), MINUTE);
        stage.answer = message -> Outcome.DELIVERED;
        stage.watch(Duration.ofHours(1), MINUTE);

        assertThat(stage.kinds()).containsExactly("summary");
        assertThat(stage.told.get(0).alertsStale()).isEqualTo(5);
    }

    @Test
    void theCoolDownBeginsWithTheDelivery() throws SQLException {
        stage.answer = message -> Outcome.refused("can not be reached");
        stage.fire("rubs", 1);
        stage.watch(Duration.ofMinutes(10), MINUTE);
        stage.answer = message -> Outcome.DELIVERED;
        stage.look(MINUTE); // delivered at 10:11
        stage.resolve("rubs");
        stage.watch(Duration.ofMinutes(6), MINUTE); // resolved at 10:16
        stage.fireAgain("rubs", 1, 2);
        stage.watch(Duration.ofMinutes(8), MINUTE); // 10:25
        assertThat(stage.kinds()).containsExactly("firing", "resolved");
        stage.watch(Duration.ofMinutes(3), MINUTE); // 10:28
        assertThat(stage.kinds()).containsExactly("firing", "resolved", "firing");
    }

    @ParameterizedTest
    @CsvSource({"rule, 100000", "customer_id, 10000"})
    void aFloodIsOneSummaryWhateverItsGroups(String groupBy, int flood) throws SQLException {
        int critical = flood * 2 / 5;
        stage.settings = Stage.settings(Mode.LIVE, List.of(groupBy), Budget.DEFAULT);
        stage.fire("rubs", "warning", 1, flood - critical, stage.time.instant().minusSeconds(5));
        stage.fire("missed", "critical", 1, critical, stage.time.instant().minusSeconds(5));
        long begun = System.nanoTime();
        stage.look();
        stage.look(Duration.ofSeconds(11));
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        stage.watch(Duration.ofMinutes(3), MINUTE);

        assertThat(stage.kinds()).containsExactly("summary");
        Message summary = stage.told.get(0);
        assertThat(summary.alertsOn()).isEqualTo(flood);
        assertThat(summary.severity()).isEqualTo("critical");
        assertThat(summary.counts().toString()).contains("missed", "" + critical, "rubs", "" + (flood - critical));
        assertThat(summary.alerts()).hasSizeLessThanOrEqualTo(Message.MOST_LINES);
        assertThat(summary.title())
                .isEqualTo(String.format(Locale.ROOT, "CRITICAL: %,d alerts are on, told as one summary", flood));
        assertThat(seconds).as("seconds until the summary was delivered").isLessThan(60);

        stage.resolve("rubs");
        stage.resolve("missed");
        stage.watch(Duration.ofMinutes(10), MINUTE.multipliedBy(2));
        assertThat(stage.kinds()).containsExactly("summary", "resolved");
    }

    @Test
    void whatBeganDuringATwoHourOutageIsOneSummaryToo() throws SQLException {
        stage.fire("rubs", "warning", 1, 500, stage.time.instant().minus(Duration.ofMinutes(90)));
        stage.fire("rubs", "warning", 1000, 500, stage.time.instant().minus(Duration.ofMinutes(1)));
        stage.watch(Duration.ofMinutes(10), Duration.ofSeconds(20));

        assertThat(stage.kinds()).containsExactly("summary");
        assertThat(stage.told.get(0).alertsOn()).isEqualTo(1000);
        assertThat(stage.told.get(0).alertsStale()).isEqualTo(500);
    }

    @Test
    void historyIsNeverTold() throws SQLException {
        stage.fire("rubs", "warning", 1, 500, stage.time.instant().minus(Duration.ofDays(30)));
        stage.watch(Duration.ofMinutes(10), MINUTE);
        stage.resolve("rubs");
        stage.watch(Duration.ofMinutes(10), MINUTE);

        assertThat(stage.ask("SELECT count(*) FROM flywheel.alert_notification"))
                .containsExactly("0");
        assertThat(stage.ask("SELECT DISTINCT standing || ' ' || is_settled FROM flywheel.alert_told"))
                .containsExactly("stale true");
    }

    @Test
    void aBackfillTellsNobodyNeitherNowNorLater() throws SQLException {
        stage.settings = Stage.settings(Mode.SUPPRESS, List.of("rule"), Budget.DEFAULT);
        stage.fire("rubs", "warning", 1, 500, stage.time.instant());
        stage.watch(Duration.ofMinutes(10), MINUTE);
        stage.kill();
        stage.settings = Stage.settings(Mode.LIVE, List.of("rule"), Budget.DEFAULT);
        stage.watch(Duration.ofHours(5), MINUTE.multipliedBy(10));
        stage.resolve("rubs");
        stage.watch(Duration.ofMinutes(10), MINUTE);

        assertThat(stage.ask("SELECT count(*) FROM flywheel.alert_notification"))
                .containsExactly("0");
    }

    @Test
    void inTheShadowAllIsDecidedAndNothingIsSent() throws SQLException {
        stage.settings = Stage.settings(Mode.SHADOW, List.of("rule"), Budget.DEFAULT);
        stage.fire("rubs", 1);
        stage.watch(Duration.ofHours(5), MINUTE);
        stage.kill();
        stage.settings = Stage.settings(Mode.LIVE, List.of("rule"), Budget.DEFAULT);
        stage.resolve("rubs");
        stage.watch(Duration.ofMinutes(10), MINUTE);

        assertThat(stage.told).isEmpty();
        assertThat(stage.ask("SELECT kind || ' ' || status FROM flywheel.alert_notification ORDER BY planned_at"))
                .containsExactly("firing shadow", "repeat shadow", "resolved shadow");
    }

    @Test
    void aWindowsAlertHidesThoseOfCustomersAsLongAsItIsOn() throws SQLException {
        stage.settings = new NotifierSettings(
                Mode.LIVE,
                stage.settings.freshness(),
                stage.settings.routing(),
                List.of(new Inhibition(
                        "all rubs",
                        List.of(new Matcher("rule", Matcher.Comparison.IS, "spreads")),
                        List.of(new Matcher("scope", Matcher.Comparison.IS, "customer")),
                        List.of())),
                null);
        stage.fire("spreads", 1);
        stage.run(
                "UPDATE flywheel.alert_instance SET scope = 'window', customer_id = NULL, dim_type = 'all', dim_value = 'all', grain = '1h'");
        stage.fire("rubs", 1);
        stage.watch(Duration.ofMinutes(10), MINUTE);
        assertThat(stage.told.stream().map(Message::title))
                .containsExactly("WARNING: the whole wheel: It rubs (spreads)");
        stage.resolve("spreads");
        stage.watch(Duration.ofMinutes(10), MINUTE);
        assertThat(stage.kinds()).containsExactlyInAnyOrder("firing", "resolved", "firing");
    }

    @Test
    void whatSomebodyTakesCareOfIsNotRepeatedButItsEndIsTold() throws SQLException {
        stage.fire("rubs", 1);
        stage.watch(Duration.ofMinutes(10), MINUTE);
        stage.run("UPDATE flywheel.alert_instance SET acked_by = 'ann', acked_at = now()");
        stage.watch(Duration.ofHours(9), MINUTE);
        stage.resolve("rubs");
        stage.watch(Duration.ofMinutes(10), MINUTE);

        assertThat(stage.kinds()).containsExactly("firing", "resolved");
    }

    @Test
    void aSilenceHoldsBackUntilItEnds() throws SQLException {
        stage.run("""
                INSERT INTO flywheel.control_record (topic_partition, topic_offset, arrived_at, verdict, kind, id, version, effective_from, effective_to, author, content, writer_epoch, row_version)
                VALUES (0, 0, now(), 'accepted', 'silence', 's1', 1, '2026-03-02T09:00:00Z', '2026-03-02T12:00:00Z', 'ann',
                        '{"matchers": [{"label": "rule", "comparison": "=~", "text": "ru.*"}], "comment": "known"}', 1, 1)""");
        stage.fire("rubs", 1);
        stage.fire("missed", 1);
        stage.watch(Duration.ofMinutes(119), MINUTE);
        assertThat(stage.told.stream().map(message -> message.counts().get(0).rule()))
                .containsExactly("missed");
        stage.watch(Duration.ofMinutes(2), MINUTE);
        assertThat(stage.told.stream().map(message -> message.counts().get(0).rule()))
                .containsExactly("missed", "rubs");
    }

    @Test
    void aRuleThatIsOnlyTriedTellsNobody() throws SQLException {
        stage.fire("rubs", 1);
        stage.run("UPDATE flywheel.alert_instance SET shadow = true");
        stage.watch(Duration.ofMinutes(10), MINUTE);

        assertThat(stage.told).isEmpty();
        assertThat(stage.ask("SELECT status FROM flywheel.alert_notification")).containsExactly("shadow");
    }

    @Test
    void whoIsErasedIsErasedFromWhatWasTold() throws SQLException {
        stage.fire("rubs", 1);
        stage.watch(Duration.ofMinutes(10), MINUTE);
        stage.run("SELECT flywheel.erase_customer('c1')");

        assertThat(
                        stage.ask(
                                "SELECT (SELECT count(*) FROM flywheel.alert_told) + (SELECT count(*) FROM flywheel.alert_notification)"))
                .containsExactly("0");
    }

    @Test
    void theWriterOfTheTablesMayTell() throws SQLException {
        stage.user = "flywheel_writer";
        stage.run("ALTER ROLE flywheel_writer PASSWORD 'writes'");
        stage.password = "writes";
        stage.fire("rubs", 1);
        stage.watch(Duration.ofMinutes(10), MINUTE);

        assertThat(stage.kinds()).containsExactly("firing");
    }

    @Test
    void oneNotifierTellsAndTheOtherWaits() throws SQLException {
        stage.look();
        assertThat(ToldTables.open(stage.access(), null)).isNull();
        stage.kill();
        try (ToldTables other = await().until(() -> ToldTables.open(stage.access(), null), Objects::nonNull)) {
            assertThat(other).isNotNull();
        }
    }
}
