package io.flywheel.app.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Lateness;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.schema.DealEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose fault it is when a schema can not be had: only the registry itself can say that it is the record's. */
class RegistrySchemasTest {

    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final int TRIES = 5;

    private FaultyRegistry registry;
    private long nanos;

    @BeforeEach
    void start() throws IOException {
        registry = new FaultyRegistry();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private RegistrySchemas schemas() {
        return schemas(Duration.ofSeconds(20));
    }

    private RegistrySchemas schemas(Duration timeout) {
        return new RegistrySchemas(registry.url(), () -> nanos, new RegistrySchemas.Patience(timeout, PAUSE));
    }

    private static String json(Map<String, ?> content) throws IOException {
        return new ObjectMapper().writeValueAsString(content);
    }

    private void hasTheContractOfDeals() throws IOException {
        registry.answers(200, json(Map.of("schema", DealEvent.getClassSchema().toString())));
    }

    @Test
    void asksForASchemaOnce() throws IOException {
        hasTheContractOfDeals();
        RegistrySchemas schemas = schemas();
        assertThat(schemas.find(7)).contains(DealEvent.getClassSchema());
        nanos += Duration.ofDays(1).toNanos();
        registry.answers(500, "{}");
        assertThat(schemas.find(7)).contains(DealEvent.getClassSchema());
        assertThat(registry.asked()).containsExactly("GET /apis/ccompat/v7/schemas/ids/7");
    }

    @Test
    void takesAnUrlWithASlashAtItsEnd() throws IOException {
        hasTheContractOfDeals();
        RegistrySchemas schemas =
                new RegistrySchemas(registry.url() + "/", () -> nanos, RegistrySchemas.Patience.USUAL);
        assertThat(schemas.find(7)).isPresent();
        assertThat(registry.asked()).containsExactly("GET /apis/ccompat/v7/schemas/ids/7");
    }

    @Test
    void asksAgainForAnUnknownIdAfterAMinute() throws IOException {
        RegistrySchemas schemas = schemas();
        assertThat(schemas.find(7)).isEmpty();
        nanos += Duration.ofSeconds(60).toNanos() - 1;
        assertThat(schemas.find(7)).isEmpty();
        assertThat(registry.asked()).hasSize(1);
        nanos += 1;
        hasTheContractOfDeals();
        assertThat(schemas.find(7)).isPresent();
        assertThat(registry.asked()).hasSize(2);
    }

    @Test
    void neverAsksForIdsThatNoRegistryGives() throws IOException {
        RegistrySchemas schemas = schemas();
        assertThat(schemas.find(-1)).isEmpty();
        assertThat(schemas.find(Integer.MIN_VALUE)).isEmpty();
        assertThat(registry.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void triesFiveTimesAndThenBlamesTheRegistry(int status) {
        registry.answers(status, "{}");
        assertThatThrownBy(() -> schemas().find(7))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(registry.url())
                .hasMessageContaining(String.valueOf(status));
        assertThat(registry.asked()).hasSize(TRIES);
    }

    @Test
    void getsOverAShortOutage() throws IOException {
        registry.firstAnswers(TRIES - 1, 503);
        hasTheContractOfDeals();
        assertThat(schemas().find(7)).isPresent();
    }

    @Test
    void blamesARegistryThatIsDown() {
        RegistrySchemas schemas = schemas();
        registry.close();
        assertThatThrownBy(() -> schemas.find(7))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not answer")
                .hasMessageContaining(registry.url());
    }

    @Test
    void doesNotWaitForeverForARegistryThatIsSlow() {
        registry.doesNotAnswer();
        assertThatThrownBy(() -> schemas(Duration.ofMillis(50)).find(7))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not answer");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 401, 403, 404})
    void doesNotTakeAPageForAnAnswer(int status) {
        registry.answersWithAPage(status);
        assertThatThrownBy(() -> schemas().find(7))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(registry.url());
    }

    /** What a registry says of a path that it does not have. */
    @Test
    void doesNotTakeAWrongUrlForAnUnknownSchema() {
        registry.answers(404, "{\"title\":\"Could not find resource\",\"status\":404}");
        assertThatThrownBy(() -> schemas().find(7))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is the URL right");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "", "{\"schema\":7}", "\"schema\"", "{\"schema\":"})
    void doesNotTakeSomethingElseForASchema(String body) {
        registry.answers(200, body);
        assertThatThrownBy(() -> schemas().find(7)).isInstanceOf(IOException.class);
    }

    /** The registry is well and will say the same tomorrow: the record names what can not be read. */
    @Test
    void findsNothingWhereTheSchemaIsNoAvro() throws IOException {
        RegistrySchemas schemas = schemas();
        registry.answers(200, json(Map.of("schemaType", "PROTOBUF", "schema", "syntax = \"proto3\";")));
        assertThat(schemas.find(7)).isEmpty();
        registry.answers(200, json(Map.of("schema", "{\"type\":\"record\"}")));
        assertThat(schemas.find(8)).isEmpty();
        registry.answers(200, json(Map.of("schemaType", "AVRO", "schema", "\"missing.Reference\"")));
        assertThat(schemas.find(9)).isEmpty();
        registry.answers(
                200,
                json(
                        Map.of(
                                "schema",
                                "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":\"missing.Reference\"}]}")));
        assertThat(schemas.find(11)).isEmpty();
        String badDefault =
                "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":\"int\",\"default\":\"x\"}]}";
        registry.answers(200, json(Map.of("schema", badDefault)));
        assertThat(schemas.find(10)).isEmpty();
    }

    @Test
    void keepsTheInterruptOfATaskThatIsCancelled() {
        registry.doesNotAnswer();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> schemas().find(7)).isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void registersUnderTheTopic() throws IOException {
        registry.answers(200, "{\"id\":42}");
        assertThat(schemas().idFor("flywheel.signals.v1", DealEvent.getClassSchema()))
                .isEqualTo(42);
        assertThat(registry.asked())
                .containsExactly("POST /apis/ccompat/v7/subjects/flywheel.signals.v1-value/versions");
    }

    @Test
    void saysWhyARegistrationFailed() {
        registry.answers(409, "{\"error_code\":409,\"message\":\"Incompatible\"}");
        assertThatThrownBy(() -> schemas().idFor("deals", DealEvent.getClassSchema()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("deals-value")
                .hasMessageContaining("incompatible");
        registry.answers(401, "{}");
        assertThatThrownBy(() -> schemas().idFor("deals", DealEvent.getClassSchema()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("may this user");
        registry.answers(200, "{}");
        assertThatThrownBy(() -> schemas().idFor("deals", DealEvent.getClassSchema()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no id");
    }

    @Test
    void stopsTheDecoderInsteadOfRefusingRecords() throws IOException {
        EventDecoder decoder = new EventDecoder(EventStream.DEALS, schemas(), Lateness.DEFAULT, 1 << 20, Set.of());
        byte[] value = Written.bytes(Written.full(EventStream.DEALS));
        long arrived = Written.ARRIVED.toEpochMilli();
        registry.answers(503, "{}");
        assertThatThrownBy(() -> decoder.decode(value, arrived, 0, 0)).isInstanceOf(IOException.class);
        hasTheContractOfDeals();
        assertThat(decoder.decode(value, arrived, 0, 0).activity()).isNotNull();
        registry.answers(404, "{\"error_code\":40403}");
        byte[] unknown = Written.joined(Written.opened(9), new byte[20]);
        assertThat(decoder.decode(unknown, arrived, 0, 0).refusal())
                .isNotNull()
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(RejectReason.UNKNOWN_SCHEMA));
    }

    @Test
    void takesAnySchemaOfTheRegistry() throws IOException {
        registry.answers(200, "{\"schema\":\"\\\"string\\\"\"}");
        assertThat(schemas().find(7)).contains(Schema.create(Schema.Type.STRING));
    }
}
