package io.flywheel.app.decode;

import io.flywheel.app.encode.WireFormat;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.schema.Actor;
import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.ClickstreamType;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.DealType;
import io.flywheel.schema.Priority;
import io.flywheel.schema.SupportEvent;
import io.flywheel.schema.SupportType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;

/** Events as producers write them: of each contract one with every field and one with only those that must be there. */
final class Written {

    static final Instant OCCURRED = Instant.parse("2026-03-01T11:59:30.125Z");
    static final Instant ARRIVED = Instant.parse("2026-03-01T12:00:00Z");

    private static final int HEADER = 5;

    private Written() {}

    /** An event in which every field is stated, each with a value that no other field has. */
    static SpecificRecord full(EventStream stream) {
        return switch (stream) {
            case CLICKSTREAM -> fullClickstream().build();
            case DEALS -> fullDeal().build();
            case SUPPORT -> fullSupport().build();
        };
    }

    /** An event that states nothing that it need not state. */
    static SpecificRecord bare(EventStream stream) {
        return switch (stream) {
            case CLICKSTREAM ->
                ClickstreamEvent.newBuilder()
                        .setEventId("e-1")
                        .setSource("shop")
                        .setOccurredAt(OCCURRED)
                        .setCustomerId("acme")
                        .setType(ClickstreamType.page_view)
                        .build();
            case DEALS ->
                DealEvent.newBuilder()
                        .setEventId("e-1")
                        .setSource("shop")
                        .setOccurredAt(OCCURRED)
                        .setCustomerId("acme")
                        .setType(DealType.created)
                        .build();
            case SUPPORT ->
                SupportEvent.newBuilder()
                        .setEventId("e-1")
                        .setSource("shop")
                        .setOccurredAt(OCCURRED)
                        .setCustomerId("acme")
                        .setType(SupportType.solved)
                        .build();
        };
    }

    static ClickstreamEvent.Builder fullClickstream() {
        return ClickstreamEvent.newBuilder()
                .setEventId("the event id")
                .setSource("the source")
                .setOccurredAt(OCCURRED)
                .setCustomerId("the customer")
                .setAnonymousId("the cookie")
                .setAccountId("the account")
                .setSessionId("the session")
                .setActor(Actor.agent)
                .setType(ClickstreamType.rage_click)
                .setChannel("the channel")
                .setCampaign("the campaign")
                .setContent("the content")
                .setPage("the page")
                .setTarget("the target")
                .setRegion("the region")
                .setSegment("the segment")
                .setPlan("the plan")
                .setAttributes(Map.of("color", "red", "size", "XL"))
                .setX(311)
                .setY(217)
                .setDurationMs(4_500L)
                .setCount(7);
    }

    static DealEvent.Builder fullDeal() {
        return DealEvent.newBuilder()
                .setEventId("the event id")
                .setSource("the source")
                .setOccurredAt(OCCURRED)
                .setCustomerId("the customer")
                .setAnonymousId("the cookie")
                .setAccountId("the account")
                .setSessionId("the session")
                .setActor(Actor.system)
                .setType(DealType.order_completed)
                .setChannel("the channel")
                .setCampaign("the campaign")
                .setContent("the content")
                .setPage("the page")
                .setTarget("the target")
                .setRegion("the region")
                .setSegment("the segment")
                .setPlan("the plan")
                .setAttributes(Map.of("color", "red", "size", "XL"))
                .setDealId("the deal")
                .setPipeline("the pipeline")
                .setStage("the stage")
                .setOwner("the owner")
                .setAmountMinor(129_900L)
                .setCurrency("GBP")
                .setExpectedCloseOn(LocalDate.of(2026, 6, 30));
    }

    static SupportEvent.Builder fullSupport() {
        return SupportEvent.newBuilder()
                .setEventId("the event id")
                .setSource("the source")
                .setOccurredAt(OCCURRED)
                .setCustomerId("the customer")
                .setAnonymousId("the cookie")
                .setAccountId("the account")
                .setSessionId("the session")
                .setActor(Actor.agent)
                .setType(SupportType.call_answered)
                .setChannel("the channel")
                .setCampaign("the campaign")
                .setContent("the content")
                .setPage("the page")
                .setTarget("the target")
                .setRegion("the region")
                .setSegment("the segment")
                .setPlan("the plan")
                .setAttributes(Map.of("color", "red", "size", "XL"))
                .setTicketId("the ticket")
                .setCallId("the call")
                .setTeam("the team")
                .setPriority(Priority.urgent)
                .setStatus("the status")
                .setTopic("the topic")
                .setScore(4.5)
                .setWaitS(31L)
                .setTalkS(420L)
                .setHoldS(75L)
                .setTransfers(3)
                .setPublic$(true);
    }

    /** The bytes of an event under the bundled id of its contract. */
    static byte[] bytes(SpecificRecord event) {
        int id = new BundledSchemas().idFor("any", event.getSchema());
        return new WireFormat<>(id, event.getSchema()).write(event);
    }

    /** The bytes of an event of any schema under any id. */
    static byte[] bytes(int id, GenericRecord event) {
        byte[] bytes = opened(id);
        return joined(bytes, encoded(encoder -> {
            try {
                new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, encoder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    /** The header and the fields in front of one: what a hand-written continuation is appended to. */
    static byte[] bytesBefore(String field, int id, GenericRecord event) {
        return joined(opened(id), encoded(encoder -> {
            try {
                for (Schema.Field each : event.getSchema().getFields()) {
                    if (each.name().equals(field)) {
                        return;
                    }
                    new GenericDatumWriter<>(each.schema()).write(event.get(each.pos()), encoder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            throw new IllegalArgumentException("there is no field " + field);
        }));
    }

    /** The byte 0 and a schema id. */
    static byte[] opened(int id) {
        return new byte[] {0, (byte) (id >>> 24), (byte) (id >>> 16), (byte) (id >>> 8), (byte) id};
    }

    static byte[] encoded(Consumer<BinaryEncoder> content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        content.accept(encoder);
        return out.toByteArray();
    }

    /** Numbers as Avro writes them, one after the other. */
    static byte[] numbers(long... numbers) {
        return encoded(encoder -> {
            try {
                for (long number : numbers) {
                    encoder.writeLong(number);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }

    /** The same event as names and values, as another writer of the contract has it. */
    static GenericRecord generic(SpecificRecord event, Schema writer) {
        byte[] bytes = bytes(event);
        try {
            return new GenericDatumReader<GenericRecord>(event.getSchema(), writer)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GenericRecord generic(SpecificRecord event) {
        return generic(event, event.getSchema());
    }
}
