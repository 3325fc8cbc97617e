package io.flywheel.app.decode;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Lateness;
import io.flywheel.domain.activity.Priority;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.pipeline.intake.Inbound;
import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.SupportEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Producers do not all change to a new contract on one day: what other versions of it are read as. */
class SchemaUpgradeTest {

    private static final long ARRIVED = Written.ARRIVED.toEpochMilli();
    private static final int FOREIGN_ID = 90;

    private static Inbound decoded(EventStream stream, Schema writer, byte[] value) throws IOException {
        return new EventDecoder(
                        stream, new KnownSchemas(Map.of(FOREIGN_ID, writer)), Lateness.DEFAULT, 1 << 20, Set.of())
                .decode(value, ARRIVED, 0, 0);
    }

    private static Activity activity(EventStream stream, GenericRecord event) throws IOException {
        Inbound inbound = decoded(stream, event.getSchema(), Written.bytes(FOREIGN_ID, event));
        assertThat(inbound.refusal()).as("refusal").isNull();
        return requireNonNull(inbound.activity());
    }

    private static RejectReason reason(EventStream stream, Schema writer, byte[] value) throws IOException {
        return requireNonNull(decoded(stream, writer, value).refusal()).reason();
    }

    private static Schema contract(EventStream stream) {
        return Written.bare(stream).getSchema();
    }

    private static GenericRecord full(EventStream stream, Schema writer) {
        return Written.generic(Written.full(stream), writer);
    }

    /** The same event, read with the schema that it should have been written with. */
    private static Activity ours(EventStream stream) throws IOException {
        return activity(stream, Written.generic(Written.full(stream)));
    }

    @ParameterizedTest
    @EnumSource
    void readsReorderedFieldsAsTheSameEvent(EventStream stream) throws IOException {
        Schema reversed = ContractVersion.of(contract(stream)).reversed().schema();
        assertThat(activity(stream, full(stream, reversed))).isEqualTo(ours(stream));
    }

    @ParameterizedTest
    @EnumSource
    void passesOverFieldsOfANewerVersion(EventStream stream) throws IOException {
        Schema part = Schema.createRecord(
                "Part",
                null,
                "shop",
                false,
                List.of(new Schema.Field("price", Schema.create(Schema.Type.FLOAT), null, 0f)));
        Schema newer = ContractVersion.of(contract(stream))
                .with(0, new Schema.Field("digest", Schema.createFixed("Digest", null, "shop", 4), null, null))
                .with(5, new Schema.Field("parts", Schema.createArray(part), null, null))
                .with(new Schema.Field("weights", Schema.createMap(Schema.create(Schema.Type.DOUBLE)), null, null))
                .with(new Schema.Field("picture", Schema.create(Schema.Type.BYTES), null, null))
                .with(new Schema.Field("first", Schema.create(Schema.Type.BOOLEAN), null, null))
                .schema();
        GenericRecord event = new GenericData.Record(newer);
        GenericRecord known = full(stream, contract(stream));
        known.getSchema().getFields().forEach(field -> event.put(field.name(), known.get(field.pos())));
        GenericRecord one = new GenericData.Record(part);
        one.put("price", 1.5f);
        event.put("digest", new GenericData.Fixed(newer.getField("digest").schema(), new byte[4]));
        event.put("parts", List.of(one, one));
        event.put("weights", Map.of("net", 2.5, "gross", 3.0));
        event.put("picture", ByteBuffer.wrap(new byte[100]));
        event.put("first", true);
        assertThat(activity(stream, event)).isEqualTo(ours(stream));
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatAnOlderVersionDidNotHaveAsAbsent(EventStream stream) throws IOException {
        ContractVersion oldest = ContractVersion.of(contract(stream));
        for (Schema.Field field : contract(stream).getFields()) {
            if (field.hasDefaultValue()) {
                oldest.without(field.name());
            }
        }
        Schema older = oldest.schema();
        Activity activity = activity(stream, full(stream, older));
        assertThat(activity)
                .isEqualTo(Activity.builder()
                        .customerId("the customer")
                        .source("the source")
                        .eventId("the event id")
                        .kind(activity.kind())
                        .occurredAtMillis(Written.OCCURRED.toEpochMilli())
                        .arrivedAtMillis(ARRIVED)
                        .fingerprint(activity.fingerprint())
                        .build());
    }

    @Test
    void takesDefaultsFromOurContractAndNotFromTheWriter() throws IOException {
        EventStream stream = EventStream.CLICKSTREAM;
        Schema other = ContractVersion.of(contract(stream))
                .without("count")
                .with(new Schema.Field("count", Schema.create(Schema.Type.INT), null, 99))
                .schema();
        assertThat(activity(stream, full(stream, other)).count()).isEqualTo(7);
        Schema without = ContractVersion.of(contract(stream)).without("count").schema();
        assertThat(activity(stream, full(stream, without)).count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void readsAnUnknownTypeAsCustom(EventStream stream) throws IOException {
        Schema newer = ContractVersion.of(contract(stream))
                .changed("type", types -> ContractVersion.withSymbol(types, "teleported"))
                .schema();
        GenericRecord event = full(stream, newer);
        event.put("type", new GenericData.EnumSymbol(newer.getField("type").schema(), "teleported"));
        event.put("attributes", Map.of("name", "teleported"));
        Activity activity = activity(stream, event);
        assertThat(activity.kind()).isEqualTo(ActivityKind.of(stream, "custom"));
        assertThat(activity.customName()).isEqualTo("teleported");
    }

    /** Whoever is unknown is not the customer: nobody shall be engaged by doings that are not theirs. */
    @Test
    void readsAnUnknownActorAsTheSystem() throws IOException {
        EventStream stream = EventStream.DEALS;
        Schema newer = ContractVersion.of(contract(stream))
                .changed("actor", actors -> ContractVersion.withSymbol(actors, "robot"))
                .schema();
        GenericRecord event = full(stream, newer);
        event.put("actor", new GenericData.EnumSymbol(newer.getField("actor").schema(), "robot"));
        assertThat(activity(stream, event).actor()).isEqualTo(Actor.SYSTEM);
    }

    @Test
    void readsAnUnknownPriorityAsNormal() throws IOException {
        EventStream stream = EventStream.SUPPORT;
        Schema newer = ContractVersion.of(contract(stream))
                .changed(
                        "priority",
                        union -> Schema.createUnion(
                                union.getTypes().get(0),
                                ContractVersion.withSymbol(union.getTypes().get(1), "apocalyptic")))
                .schema();
        GenericRecord event = full(stream, newer);
        Schema priorities = newer.getField("priority").schema().getTypes().get(1);
        event.put("priority", new GenericData.EnumSymbol(priorities, "apocalyptic"));
        assertThat(activity(stream, event).priority()).isEqualTo(Priority.NORMAL);
    }

    @Test
    void widensNumbers() throws IOException {
        EventStream stream = EventStream.SUPPORT;
        Schema narrow = ContractVersion.of(contract(stream))
                .changed("wait_s", union -> Schema.create(Schema.Type.INT))
                .changed("score", union -> Schema.create(Schema.Type.INT))
                .schema();
        GenericRecord event = new GenericData.Record(narrow);
        GenericRecord known = full(stream, contract(stream));
        known.getSchema().getFields().forEach(field -> event.put(field.name(), known.get(field.pos())));
        event.put("wait_s", 31);
        event.put("score", 4);
        Activity activity = activity(stream, event);
        assertThat(activity.waitSeconds()).isEqualTo(31);
        assertThat(activity.score()).isEqualTo(4.0);
    }

    @ParameterizedTest
    @EnumSource
    void refusesAVersionWithoutARequiredField(EventStream stream) throws IOException {
        for (String required : List.of("event_id", "source", "occurred_at", "customer_id", "type")) {
            Schema without =
                    ContractVersion.of(contract(stream)).without(required).schema();
            assertThat(reason(stream, without, Written.bytes(FOREIGN_ID, full(stream, without))))
                    .as(required)
                    .isEqualTo(RejectReason.MALFORMED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAVersionWhoseTimeIsAText(EventStream stream) throws IOException {
        Schema text = ContractVersion.of(contract(stream))
                .changed("occurred_at", number -> Schema.create(Schema.Type.STRING))
                .schema();
        GenericRecord event = new GenericData.Record(text);
        GenericRecord known = full(stream, contract(stream));
        known.getSchema().getFields().forEach(field -> event.put(field.name(), known.get(field.pos())));
        event.put("occurred_at", "2026-03-01T12:00:00Z");
        assertThat(reason(stream, text, Written.bytes(FOREIGN_ID, event))).isEqualTo(RejectReason.MALFORMED);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsNotTheContractOfTheTopic(EventStream stream) throws IOException {
        Schema renamed = ContractVersion.of(contract(stream)).schema("shop.PageHit");
        assertThat(reason(stream, renamed, Written.bytes(FOREIGN_ID, full(stream, contract(stream)))))
                .isEqualTo(RejectReason.WRONG_SCHEMA);
        byte[] text = Written.joined(Written.opened(FOREIGN_ID), Written.numbers(0));
        assertThat(reason(stream, Schema.create(Schema.Type.STRING), text)).isEqualTo(RejectReason.WRONG_SCHEMA);
    }

    /**
     * Whoever registers the published file registers a schema without the hints that our generated classes carry. It is our version all the same, and must not take the long way.
     * The two ways differ in one thing that can be seen: only the short one reads a count beyond 32 bits as a number out of range.
     */
    @Test
    void readsThePublishedFileAsOurOwnVersion() throws IOException {
        Schema published = published("ClickstreamEvent");
        assertThat(published).isNotEqualTo(ClickstreamEvent.getClassSchema());
        GenericRecord event = full(EventStream.CLICKSTREAM, published);
        byte[] value = Written.joined(Written.bytesBefore("count", FOREIGN_ID, event), Written.numbers(1L << 40));
        assertThat(reason(EventStream.CLICKSTREAM, published, value)).isEqualTo(RejectReason.INVALID_VALUE);
        assertThat(activity(EventStream.CLICKSTREAM, event)).isEqualTo(ours(EventStream.CLICKSTREAM));
    }

    private static Schema published(String contract) {
        try (InputStream actor = resource("Actor");
                InputStream event = resource(contract)) {
            Schema.Parser parser = new Schema.Parser();
            parser.parse(actor);
            return parser.parse(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String contract) {
        return requireNonNull(SupportEvent.class.getResourceAsStream(contract + ".avsc"), contract);
    }

    @Test
    void refusesWhatIsNestedWithoutAnEnd() throws IOException {
        Schema shell = Schema.createRecord("Shell", null, "shop", false);
        Schema nested = Schema.createUnion(Schema.create(Schema.Type.NULL), shell);
        shell.setFields(List.of(new Schema.Field("inner", nested, null, null)));
        Schema newer = ContractVersion.of(contract(EventStream.DEALS))
                .with(0, new Schema.Field("shells", nested, null, null))
                .schema();
        byte[] deep = new byte[500_000];
        Arrays.fill(deep, (byte) 2);
        byte[] value = Written.joined(Written.opened(FOREIGN_ID), deep);
        assertThat(reason(EventStream.DEALS, newer, value)).isEqualTo(RejectReason.MALFORMED);
    }

    /** Elements without bytes can be stated by the billion; nobody may wait for them to be counted. */
    @Test
    @Timeout(10)
    void refusesMoreElementsThanBytes() throws IOException {
        Schema newer = ContractVersion.of(contract(EventStream.DEALS))
                .with(0, new Schema.Field("nothings", Schema.createArray(Schema.create(Schema.Type.NULL)), null, null))
                .schema();
        byte[] blocks = Written.opened(FOREIGN_ID);
        byte[] block = Written.numbers(900_000);
        byte[] many = new byte[block.length * 300_000];
        for (int i = 0; i < many.length; i += block.length) {
            System.arraycopy(block, 0, many, i, block.length);
        }
        assertThat(reason(EventStream.DEALS, newer, Written.joined(blocks, many)))
                .isEqualTo(RejectReason.MALFORMED);
    }
}
