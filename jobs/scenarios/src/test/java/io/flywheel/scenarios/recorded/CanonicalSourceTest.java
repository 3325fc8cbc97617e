package io.flywheel.scenarios.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.Stream;
import io.flywheel.scenarios.invented.Scenario;
import io.flywheel.schema.Actor;
import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.SupportEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalSourceTest {

    private static final String CLICK = "{\"stream\":\"clickstream\",\"event_id\":\"e1\",\"source\":\"web\","
            + "\"occurred_at\":\"2026-01-08T10:00:00.5+01:00\",\"customer_id\":\"c1\",\"type\":\"click\"%s}";
    private static final String SUPPORT = "{\"stream\":\"support\",\"event_id\":\"e1\",\"source\":\"desk\","
            + "\"occurred_at\":\"2026-01-08T10:00:00Z\",\"type\":\"replied\"%s}";
    private static final String DEAL = "{\"stream\":\"deals\",\"event_id\":\"e1\",\"source\":\"crm\","
            + "\"occurred_at\":\"2026-01-08T10:00:00Z\",\"customer_id\":\"\",\"type\":\"won\"%s}";

    @TempDir
    private Path folder;

    @Test
    void whatIsLeftOutHasItsDefault() throws IOException {
        RecordedEvent event = read(CLICK, "");
        ClickstreamEvent click = (ClickstreamEvent) event.payload();

        assertThat(event.stream()).isEqualTo(Stream.CLICKSTREAM);
        assertThat(event.key()).isEqualTo("c1");
        assertThat(event.occurredAtMillis())
                .isEqualTo(Instant.parse("2026-01-08T09:00:00.5Z").toEpochMilli());
        assertThat(event.arrivedAtMillis()).isEqualTo(event.occurredAtMillis());
        assertThat(click.getActor()).isEqualTo(Actor.customer);
        assertThat(click.getCount()).isEqualTo(1);
        assertThat(click.getAttributes()).isEmpty();
        assertThat(click.getPage()).isNull();
    }

    @Test
    void everyKindOfFieldIsRead() throws IOException {
        RecordedEvent click = read(
                CLICK,
                ",\"recorded_at\":\"2026-01-08T10:00:01+01:00\",\"x\":3,\"duration_ms\":5000000000,\"count\":7,"
                        + "\"attributes\":{\"a\":\"b\"},\"page\":null,\"actor\":\"agent\"");
        SupportEvent support = (SupportEvent) read(SUPPORT, ",\"score\":4,\"public\":true,\"priority\":\"high\"")
                .payload();
        DealEvent deal = (DealEvent) read(DEAL, ",\"amount_minor\":12,\"expected_close_on\":\"2026-02-28\"")
                .payload();

        assertThat(click.arrivedAtMillis() - click.occurredAtMillis()).isEqualTo(500);
        assertThat(((ClickstreamEvent) click.payload()).getDurationMs()).isEqualTo(5_000_000_000L);
        assertThat(((ClickstreamEvent) click.payload()).getAttributes()).isEqualTo(Map.of("a", "b"));
        assertThat(support.getScore()).isEqualTo(4.0);
        assertThat(support.getPublic$()).isTrue();
        assertThat(deal.getExpectedCloseOn()).isEqualTo(LocalDate.of(2026, 2, 28));
    }

    @Test
    void aMissingCustomerIsLeftToTheJob() throws IOException {
        assertThat(read(SUPPORT, "").key()).isEmpty();
        assertThat(read(SUPPORT, ",\"customer_id\":null").key()).isEmpty();
        assertThat(read(DEAL, "").key()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",\"talk_s\":3|field talk_s: expected only fields of stream clickstream",
                ",\"pagee\":\"/\"|(did you mean \"page\"?)",
                ",\"x\":1.5|field x: expected a whole number of 32 bits, found \"1.5\"",
                ",\"x\":3000000000|field x: expected a whole number of 32 bits",
                ",\"page\":7|field page: expected text, found \"7\"",
                ",\"attributes\":{\"a\":1}|field attributes: expected an object of texts",
                ",\"actor\":\"agnet\"|(did you mean \"agent\"?)",
                ",\"recorded_at\":\"2026-01-08T10:00:01\"|field recorded_at: expected a time with offset",
                ",\"page\":\"a\",\"page\":\"b\"|Duplicate field 'page'",
                ",|not one JSON object"
            })
    void whatCannotBeReadIsNamedWithItsPlace(String addition, String message) {
        assertThatThrownBy(() -> read(CLICK, addition))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining(message);
    }

    @Test
    void requiredFieldsStreamsAndTypesAreChecked() {
        assertThatThrownBy(() -> readLine("{\"stream\":\"clicks\"}")).hasMessageContaining("field stream");
        assertThatThrownBy(() -> readLine("{\"stream\":\"deals\"}"))
                .hasMessageContaining("field event_id: expected a value, for the field is required, found nothing");
        assertThatThrownBy(() ->
                        readLine(CLICK.replace("\"click\"", "\"rage_clik\"").formatted("")))
                .hasMessageContaining("field type")
                .hasMessageContaining("(did you mean \"rage_click\"?)");
        assertThatThrownBy(() -> readLine("[]")).hasMessageContaining("expected a JSON object");
        assertThatThrownBy(() -> readLine("{} {}")).hasMessageContaining("not one JSON object");
    }

    @Test
    void theLineOfTheErrorIsCounted() {
        assertThatThrownBy(() -> readLine(CLICK.formatted("") + "\n\n" + CLICK.formatted(",\"y\":true")))
                .isInstanceOfSatisfying(UnreadableEventException.class, problem -> {
                    assertThat(problem.line()).isEqualTo(3);
                    assertThat(problem.field()).isEqualTo("y");
                });
    }

    @Test
    void aLineHoldsOnlyWhatIsNotTheDefault() throws IOException {
        assertThat(CanonicalLines.line(read(CLICK, ",\"y\":2,\"attributes\":{\"b\":\"2\",\"a\":\"1\"}")))
                .isEqualTo("{\"stream\":\"clickstream\",\"event_id\":\"e1\",\"source\":\"web\","
                        + "\"occurred_at\":\"2026-01-08T09:00:00.500Z\",\"customer_id\":\"c1\",\"type\":\"click\","
                        + "\"attributes\":{\"a\":\"1\",\"b\":\"2\"},\"y\":2}");
    }

    @Test
    void whatIsWrittenIsReadBackAsItWas() throws IOException {
        Scenario scenario =
                Scenario.demo(3, Instant.parse("2026-01-08T10:00:00Z")).withDuration(Duration.ofSeconds(90));
        List<RecordedEvent> events = new ArrayList<>();
        scenario.events().forEachRemaining(events::add);
        Path file = folder.resolve("invented.jsonl");
        CanonicalLines.write(events.iterator(), file);

        assertThat(RecordedSources.named("canonical").read(file).events()).isEqualTo(events);
    }

    @Test
    void anUnknownSourceIsAnsweredWithTheNames() {
        assertThat(RecordedSources.names())
                .containsExactly("canonical", "online-retail", "stepik", "bpic2012", "servicenow", "maven-crm");
        assertThatThrownBy(() -> RecordedSources.named("stepic"))
                .hasMessage(
                        "unknown source \"stepic\"; choose one of canonical, online-retail, stepik, bpic2012, servicenow, maven-crm"
                                + " (did you mean \"stepik\"?)");
    }

    private RecordedEvent read(String form, String addition) throws IOException {
        return readLine(form.formatted(addition)).events().get(0);
    }

    private RecordedEvents readLine(String line) throws IOException {
        return new CanonicalSource().read(RecordedFiles.plain(folder, line));
    }
}
