package io.flywheel.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flywheel.notifier.message.AlertLine;
import io.flywheel.notifier.message.Message;
import io.flywheel.notifier.message.MessageJson;
import io.flywheel.notifier.message.RuleCount;
import io.flywheel.notifier.message.Wording;
import io.flywheel.notifier.telling.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadsTest {

    private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");

    private static AlertLine alert(String subject, boolean isOver) {
        return new AlertLine(
                "f".repeat(64),
                1,
                "promise_missed",
                "critical",
                isOver ? AlertLine.RESOLVED : AlertLine.FIRING,
                Map.of("rule", "promise_missed", "customer_id", "globex"),
                subject,
                "A promise was missed & is felt",
                "sla missed 1.2 points a day",
                0.75,
                "above",
                0.5,
                "points_per_day",
                AT.minusSeconds(90),
                isOver ? AT : null,
                "docs/runbooks/alert-promise-missed.md",
                "http://wheel.example.org/#/c/globex",
                List.of("e1"));
    }

    private static Message message(AlertLine... alerts) {
        List<RuleCount> counts = List.of(new RuleCount("promise_missed", "critical", alerts.length));
        long on = List.of(alerts).stream().filter(alert -> !alert.isOver()).count();
        Kind kind = on == 0 ? Kind.RESOLVED : Kind.FIRING;
        String title = Wording.title(kind, false, "critical", List.of(alerts), counts, on, alerts.length - on);
        return new Message(
                "0123",
                "oncall",
                kind.word(),
                "all",
                false,
                "critical",
                title,
                on,
                on,
                alerts.length - on,
                0,
                counts,
                List.of(alerts),
                AT);
    }

    @Test
    void slackShowsWhoWhyAndWhatToDo() throws IOException {
        JsonNode payload = new ObjectMapper().readTree(SlackReceiver.payload(message(alert("customer globex", false))));

        assertThat(payload.path("text").asText())
                .isEqualTo("CRITICAL: customer globex: A promise was missed &amp; is felt (promise_missed)");
        assertThat(payload.path("blocks").path(1).path("text").path("text").asText())
                .isEqualTo("""
                        *<http://wheel.example.org/#/c/globex|customer globex>* A promise was missed &amp; is felt
                        value 0.75 points a day, fires at or above 0.5 points a day, since 2026-03-02 09:58:30 UTC
                        Why: sla missed 1.2 points a day
                        What to do: docs/runbooks/alert-promise-missed.md""");
    }

    @Test
    void slackIsToldOfTheEnd() throws IOException {
        JsonNode payload = new ObjectMapper().readTree(SlackReceiver.payload(message(alert("customer globex", true))));

        assertThat(payload.path("text").asText()).startsWith("Resolved: customer globex");
        assertThat(payload.path("blocks").path(1).path("text").path("text").asText())
                .startsWith(":white_check_mark: ")
                .contains("lasted 90 s from 2026-03-02 09:58:30 UTC")
                .doesNotContain("Why:");
    }

    @Test
    void aCustomersNameNeitherCallsAChannelNorMakesALink() throws IOException {
        JsonNode payload = new ObjectMapper()
                .readTree(SlackReceiver.payload(message(alert("customer <!channel> <http://evil|x>", false))));

        // Slack reads marks in these two, but not in the header, which is plain text
        assertThat(List.of(payload.path("text"), payload.path("blocks").path(1)).toString())
                .doesNotContain("<!channel>")
                .doesNotContain("<http://evil");
        assertThat(payload.path("blocks").path(0).path("text").path("type").asText())
                .isEqualTo("plain_text");
    }

    @Test
    void slackTakesTheLongestMessageThatThereIs() throws IOException {
        AlertLine[] alerts = Collections.nCopies(Message.MOST_LINES, alert("x".repeat(5_000), false))
                .toArray(AlertLine[]::new);
        JsonNode payload = new ObjectMapper().readTree(SlackReceiver.payload(message(alerts)));

        assertThat(payload.path("blocks").size()).isLessThanOrEqualTo(50);
        payload.path("blocks")
                .forEach(block -> assertThat(
                                block.path("text").path("text").asText().length())
                        .isLessThanOrEqualTo(3_000));
    }

    @Test
    void aMessageIsReadBackAsItWasKept() {
        Message message = message(alert("customer globex", false), alert("customer initech", true));
        assertThat(MessageJson.read(MessageJson.write(message))).isEqualTo(message);
    }

    @Test
    void theSignatureIsThatOfThePage() {
        assertThat(Signature.headers("secret", Instant.ofEpochSecond(1_772_445_600), "{}"))
                .containsEntry("X-Flywheel-Timestamp", "1772445600")
                .containsEntry(
                        "X-Flywheel-Signature", "v1=d916fa651a5f534da3e1cf1d658933efaee882dda6976579437eca155162c106");
    }

    @Test
    void aReceiverThatDoesNotAnswerIsAskedLessAndLessOften() {
        Backoff backoff = new Backoff();
        Instant now = AT;
        for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            backoff.hear(Outcome.refused("answered with status 503"), now);
            assertThat(backoff.mayTry(now.plusSeconds(seconds).minusMillis(1))).isFalse();
            now = now.plusSeconds(seconds);
            assertThat(backoff.mayTry(now)).isTrue();
        }
        backoff.hear(new Outcome(Outcome.Result.REFUSED, "answered with status 429", Duration.ofMinutes(3)), now);
        assertThat(backoff.mayTry(now.plusSeconds(179))).isFalse();
        backoff.hear(Outcome.DELIVERED, now);
        assertThat(backoff.mayTry(now)).isTrue();
    }
}
