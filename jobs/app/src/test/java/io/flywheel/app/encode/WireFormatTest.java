package io.flywheel.app.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Refusal;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.schema.CustomerMomentum;
import io.flywheel.schema.DeadLetter;
import io.flywheel.schema.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other jobs read from our topics: written by us, read by Avro. */
class WireFormatTest {

    private static final int ID = 0x01020304;

    private static byte[] written(SpecificRecord event) {
        return new WireFormat<>(ID, event.getSchema()).write(event);
    }

    private static <T extends SpecificRecord> T read(T like, byte[] value) throws IOException {
        assertThat(Arrays.copyOf(value, 5)).isEqualTo(new byte[] {0, 1, 2, 3, 4});
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null);
        T read = new SpecificDatumReader<T>(
                        like.getSchema(), like.getSchema(), SpecificData.getForSchema(like.getSchema()))
                .read(null, decoder);
        assertThat(decoder.isEnd()).isTrue();
        return read;
    }

    /** Every field that the contract has, so that one that is added and not written is missed here. */
    private static Map<String, Object> fields(SpecificRecord event) throws IOException {
        SpecificRecord read = read(event, written(event));
        assertThat(read).isEqualTo(event);
        Map<String, Object> fields = new HashMap<>();
        event.getSchema()
                .getFields()
                .forEach(field -> fields.put(field.name(), Objects.toString(read.get(field.pos()))));
        return fields;
    }

    private static String at(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    @Test
    void carriesEveryFieldOfASignal() throws IOException {
        assertThat(fields(SignalRecords.of(OutgoingRecords.signal(Side.FRICTION, SignalKind.STANDING_OPEN))))
                .isEqualTo(Map.ofEntries(
                        Map.entry("customer_id", "the customer"),
                        Map.entry("signal_type", "the signal"),
                        Map.entry("side", "friction"),
                        Map.entry("kind", "standing_open"),
                        Map.entry("weight_thousandths", "1250"),
                        Map.entry("half_life_class", "intent"),
                        Map.entry("phase", "engage"),
                        Map.entry("department", "sales"),
                        Map.entry("channel", "the channel"),
                        Map.entry("campaign", "the campaign"),
                        Map.entry("content", "the content"),
                        Map.entry("page", "the page"),
                        Map.entry("target", "the target"),
                        Map.entry("account_id", "the account"),
                        Map.entry("region", "the region"),
                        Map.entry("segment", "the segment"),
                        Map.entry("plan", "the plan"),
                        Map.entry("object_ref", "the object"),
                        Map.entry("event_id", "the event"),
                        Map.entry("source", "the source"),
                        Map.entry("occurred_at", at(OutgoingRecords.OCCURRED)),
                        Map.entry("catalogue_version", "3"),
                        Map.entry("activity", "deals.won"),
                        Map.entry("actor", "agent"),
                        Map.entry("amount_minor", "12345"),
                        Map.entry("currency", "EUR"),
                        Map.entry("score", "4.5"),
                        Map.entry("count", "7"),
                        Map.entry("pipeline", "the pipeline"),
                        Map.entry("stage", "the stage"),
                        Map.entry("owner", "the owner")));
    }

    @Test
    void leavesAbsentWhatASignalDoesNotState() throws IOException {
        Signal signal = SignalRecords.of(OutgoingRecords.bareSignal());
        assertThat(fields(signal)).containsEntry("channel", "null").containsEntry("object_ref", "null");
    }

    @ParameterizedTest
    @EnumSource
    void namesEverySide(Side side) throws IOException {
        assertThat(fields(SignalRecords.of(OutgoingRecords.signal(side, SignalKind.IMPULSE))))
                .containsEntry("side", side.word());
    }

    @ParameterizedTest
    @EnumSource
    void namesEveryKind(SignalKind kind) throws IOException {
        assertThat(fields(SignalRecords.of(OutgoingRecords.signal(Side.PUSH, kind))))
                .containsEntry("kind", kind.name().toLowerCase(Locale.ROOT));
    }

    @Test
    void carriesEveryFieldOfACustomer() throws IOException {
        Map<String, Object> fields = fields(CustomerRecords.of(OutgoingRecords.update(OutgoingRecords.OCCURRED + 5)));
        assertThat(String.valueOf(fields.remove("churn"))).contains("\"risk\": 0.5", "\"model_version\": \"test\"");
        assertThat(fields)
                .isEqualTo(Map.ofEntries(
                        Map.entry("customer_id", "the customer"),
                        Map.entry("as_of", at(OutgoingRecords.OCCURRED)),
                        Map.entry("account_id", "the account"),
                        Map.entry("segment", "the segment"),
                        Map.entry("plan", "the plan"),
                        Map.entry("region", "the region"),
                        Map.entry("first_seen_at", at(OutgoingRecords.OCCURRED - 2)),
                        Map.entry("last_seen_at", at(OutgoingRecords.OCCURRED - 1)),
                        Map.entry("phase", "delight"),
                        Map.entry("mass", "1.5"),
                        Map.entry("velocity", "2.5"),
                        Map.entry("velocity_fast", "3.5"),
                        Map.entry("velocity_slow", "4.5"),
                        Map.entry("trend", "-0.5"),
                        Map.entry("friction_impulse", "5.5"),
                        Map.entry("friction_standing", "6.5"),
                        Map.entry("momentum", "-7.5"),
                        Map.entry("momentum_index", "42.5"),
                        Map.entry("band", "yellow"),
                        Map.entry("stored_momentum", "8.5"),
                        Map.entry("pushes_total_thousandths", "9001"),
                        Map.entry("friction_total_thousandths", "9002"),
                        Map.entry("revolutions_total", "9003"),
                        Map.entry("next_crossing_at", at(OutgoingRecords.OCCURRED + 5)),
                        Map.entry("catalogue_version", "3"),
                        Map.entry("activities", "17"),
                        Map.entry("mass_value", "0.1"),
                        Map.entry("mass_loyalty", "0.2"),
                        Map.entry("mass_advocacy", "0.3"),
                        Map.entry("mass_breadth", "0.4"),
                        Map.entry("previous_band", "green"),
                        Map.entry("decay", "[]"),
                        Map.entry("standing", "[]"),
                        Map.entry("contributions", "[]"),
                        Map.entry("revenue", "[]")));
    }

    @Test
    void statesNoCrossingWhereThereIsNone() throws IOException {
        CustomerMomentum customer = CustomerRecords.of(OutgoingRecords.update(null));
        assertThat(fields(customer)).containsEntry("next_crossing_at", "null");
    }

    @Test
    void carriesEveryFieldOfADeadLetter() throws IOException {
        DeadLetter letter = DeadLetters.of(OutgoingRecords.refusal(), "crm.deals");
        Map<String, Object> fields = fields(letter);
        assertThat(fields.remove("payload")).isNotNull();
        assertThat(fields)
                .isEqualTo(Map.of(
                        "reason", "MALFORMED",
                        "detail", "the detail",
                        "topic", "crm.deals",
                        "partition", "3",
                        "offset", "41",
                        "arrived_at", at(OutgoingRecords.ARRIVED),
                        "payload_size", "70000",
                        "payload_sha256", "the checksum"));
        assertThat(read(letter, written(letter)).getPayload())
                .isEqualTo(ByteBuffer.wrap("the payload".getBytes(StandardCharsets.UTF_8)));
        assertThat(DeadLetters.key(OutgoingRecords.refusal(), "crm.deals")).isEqualTo("crm.deals|3|41");
    }

    /** Of a refused record even the arrival can be anything. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE})
    void carriesAWildArrival(long arrivedAtMillis) throws IOException {
        Refusal refusal = new Refusal(
                EventStream.DEALS, RejectReason.EMPTY_VALUE, "", 0, 0, arrivedAtMillis, new byte[0], -1, "");
        DeadLetter letter = DeadLetters.of(refusal, "deals");
        assertThat(read(letter, written(letter)).getArrivedAt().toEpochMilli()).isEqualTo(arrivedAtMillis);
    }

    @Test
    void carriesTextOfAnyLanguage() throws IOException {
        Signal signal = SignalRecords.of(OutgoingRecords.bareSignal());
        signal = Signal.newBuilder(signal).setCustomerId("Ζωή 👩‍🚀 עברית").build();
        assertThat(read(signal, written(signal)).getCustomerId()).isEqualTo("Ζωή 👩‍🚀 עברית");
    }

    @Test
    void writesOneRecordAfterTheOther() throws IOException {
        Signal one = SignalRecords.of(OutgoingRecords.signal(Side.PUSH, SignalKind.RETRACT));
        Signal other = SignalRecords.of(OutgoingRecords.bareSignal());
        WireFormat<Signal> format = new WireFormat<>(ID, Signal.getClassSchema());
        byte[] first = format.write(one);
        byte[] second = format.write(other);
        assertThat(read(one, first)).isEqualTo(one);
        assertThat(read(other, second)).isEqualTo(other);
        assertThat(format.write(one)).isEqualTo(first);
    }
}
