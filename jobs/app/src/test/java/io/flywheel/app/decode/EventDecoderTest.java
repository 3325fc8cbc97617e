package io.flywheel.app.decode;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.LateRecord;
import io.flywheel.domain.activity.Lateness;
import io.flywheel.domain.activity.Priority;
import io.flywheel.domain.activity.Refusal;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.pipeline.intake.Inbound;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.SupportEvent;
import io.flywheel.schema.SupportType;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a well-formed record becomes, field by field. The other side is {@link PoisonCorpusTest}. */
class EventDecoderTest {

    private static final long OCCURRED = Written.OCCURRED.toEpochMilli();
    private static final long ARRIVED = Written.ARRIVED.toEpochMilli();
    private static final Set<String> NO_ATTRIBUTES = Set.of();

    private static EventDecoder decoder(EventStream stream, Set<String> keptAttributes) {
        return new EventDecoder(stream, new BundledSchemas(), Lateness.DEFAULT, 1 << 20, keptAttributes);
    }

    private static Inbound decoded(EventStream stream, byte[] value, long arrivedAtMillis) throws IOException {
        return decoder(stream, NO_ATTRIBUTES).decode(value, arrivedAtMillis, 3, 41);
    }

    private static Activity activity(EventStream stream, SpecificRecord event) throws IOException {
        return activity(stream, Written.bytes(event), NO_ATTRIBUTES);
    }

    private static Activity activity(EventStream stream, byte[] value, Set<String> keptAttributes) throws IOException {
        Inbound inbound = decoder(stream, keptAttributes).decode(value, ARRIVED, 3, 41);
        assertThat(inbound.refusal()).as("refusal").isNull();
        return requireNonNull(inbound.activity());
    }

    private static Refusal refusal(EventStream stream, byte[] value) throws IOException {
        return requireNonNull(decoded(stream, value, ARRIVED).refusal());
    }

    /** What all three contracts share, as {@link Written#full} states it. */
    private static Activity.Builder fullActivity() {
        return Activity.builder()
                .customerId("the customer")
                .source("the source")
                .eventId("the event id")
                .occurredAtMillis(OCCURRED)
                .arrivedAtMillis(ARRIVED)
                .accountId("the account")
                .sessionId("the session")
                .channel("the channel")
                .campaign("the campaign")
                .content("the content")
                .page("the page")
                .target("the target")
                .region("the region")
                .segment("the segment")
                .plan("the plan")
                .partition(3)
                .offset(41);
    }

    /*
     * The fingerprints are written out because no other place shows fields that only they look at: pipeline and stage could change places in the
     * contract, and all else would look right. They are also persisted, so a change here forgets which events are duplicates.
     */

    @Test
    void readsEveryFieldOfAClickstreamEvent() throws IOException {
        assertThat(activity(EventStream.CLICKSTREAM, Written.full(EventStream.CLICKSTREAM)))
                .isEqualTo(fullActivity()
                        .kind(ActivityKind.RAGE_CLICK)
                        .actor(Actor.AGENT)
                        .x(311)
                        .y(217)
                        .durationMillis(4_500)
                        .count(7)
                        .fingerprint(1048677728)
                        .build());
    }

    @Test
    void readsEveryFieldOfADealEvent() throws IOException {
        assertThat(activity(EventStream.DEALS, Written.full(EventStream.DEALS)))
                .isEqualTo(fullActivity()
                        .kind(ActivityKind.ORDER_COMPLETED)
                        .actor(Actor.SYSTEM)
                        .objectRef("the deal")
                        .pipeline("the pipeline")
                        .stage("the stage")
                        .owner("the owner")
                        .amountMinor(129_900)
                        .currency("GBP")
                        .expectedCloseDay(LocalDate.of(2026, 6, 30).toEpochDay())
                        .fingerprint(-220144593)
                        .build());
    }

    @Test
    void readsEveryFieldOfASupportEvent() throws IOException {
        assertThat(activity(EventStream.SUPPORT, Written.full(EventStream.SUPPORT)))
                .isEqualTo(fullActivity()
                        .kind(ActivityKind.CALL_ANSWERED)
                        .actor(Actor.AGENT)
                        .objectRef("the ticket")
                        .team("the team")
                        .status("the status")
                        .topic("the topic")
                        .score(4.5)
                        .priority(Priority.URGENT)
                        .waitSeconds(31)
                        .talkSeconds(420)
                        .holdSeconds(75)
                        .transfers(3)
                        .fingerprint(-1375170634)
                        .build());
    }

    @ParameterizedTest
    @EnumSource
    void statesEveryFieldOfTheContractInTheseTests(EventStream stream) {
        GenericRecord full = Written.generic(Written.full(stream));
        assertThat(full.getSchema().getFields()).allSatisfy(field -> {
            assertThat(full.get(field.pos())).as(field.name()).isNotNull();
            if (field.hasDefaultValue()) {
                assertThat(full.get(field.pos()))
                        .as(field.name())
                        .isNotEqualTo(GenericData.get().getDefaultValue(field));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void leavesAbsentWhatIsNotStated(EventStream stream) throws IOException {
        Activity bare = activity(stream, Written.bare(stream));
        assertThat(bare)
                .isEqualTo(Activity.builder()
                        .customerId("acme")
                        .source("shop")
                        .eventId("e-1")
                        .kind(bare.kind())
                        .occurredAtMillis(OCCURRED)
                        .arrivedAtMillis(ARRIVED)
                        .fingerprint(bare.fingerprint())
                        .partition(3)
                        .offset(41)
                        .build());
    }

    static Stream<ActivityKind> statedKinds() {
        return Arrays.stream(ActivityKind.values()).filter(kind -> !kind.isDerived());
    }

    @ParameterizedTest
    @MethodSource("statedKinds")
    void readsEveryKind(ActivityKind kind) throws IOException {
        GenericRecord event = Written.generic(Written.bare(kind.stream()));
        Schema types = event.getSchema().getField("type").schema();
        event.put("type", new GenericData.EnumSymbol(types, kind.type()));
        assertThat(activity(kind.stream(), written(event), NO_ATTRIBUTES).kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource
    void knowsAsManyKindsAsTheContract(EventStream stream) {
        List<String> kinds = statedKinds()
                .filter(kind -> kind.stream() == stream)
                .map(ActivityKind::type)
                .toList();
        Schema contract = Written.bare(stream).getSchema();
        assertThat(contract.getField("type").schema().getEnumSymbols()).containsExactlyElementsOf(kinds);
    }

    @ParameterizedTest
    @CsvSource({"customer,CUSTOMER", "agent,AGENT", "system,SYSTEM"})
    void readsEveryActor(String symbol, Actor actor) throws IOException {
        GenericRecord event = Written.generic(Written.bare(EventStream.DEALS));
        event.put(
                "actor",
                new GenericData.EnumSymbol(event.getSchema().getField("actor").schema(), symbol));
        assertThat(activity(EventStream.DEALS, written(event), NO_ATTRIBUTES).actor())
                .isEqualTo(actor);
    }

    @ParameterizedTest
    @CsvSource({"low,LOW", "normal,NORMAL", "high,HIGH", "urgent,URGENT"})
    void readsEveryPriority(io.flywheel.schema.Priority symbol, Priority priority) throws IOException {
        SupportEvent event = Written.fullSupport().setPriority(symbol).build();
        assertThat(activity(EventStream.SUPPORT, event).priority()).isEqualTo(priority);
    }

    @ParameterizedTest
    @CsvSource({"true,true", "false,false", ",true"})
    void takesAReplyForPublicUnlessItSaysOtherwise(Boolean stated, boolean isPublic) throws IOException {
        SupportEvent event = Written.fullSupport().setPublic$(stated).build();
        assertThat(activity(EventStream.SUPPORT, event).isPublic()).isEqualTo(isPublic);
    }

    @Test
    void namesTheCallWhereThereIsNoTicket() throws IOException {
        SupportEvent event = Written.fullSupport().setTicketId(null).build();
        assertThat(activity(EventStream.SUPPORT, event).objectRef()).isEqualTo("the call");
    }

    @Test
    void readsAnEmptyTextAsAbsent() throws IOException {
        DealEvent event = Written.fullDeal().setChannel("").setDealId("").build();
        Activity activity = activity(EventStream.DEALS, event);
        assertThat(activity.channel()).isNull();
        assertThat(activity.objectRef()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void keepsOnlyTheAttributesAskedFor(EventStream stream) throws IOException {
        byte[] value = Written.bytes(Written.full(stream));
        assertThat(activity(stream, value, Set.of("size", "weight")).attributes())
                .isEqualTo(Map.of("size", "XL"));
        assertThat(activity(stream, value, NO_ATTRIBUTES).attributes()).isEmpty();
    }

    @Test
    void keepsTheNameOfACustomEvent() throws IOException {
        SupportEvent custom = Written.fullSupport()
                .setType(SupportType.custom)
                .setAttributes(Map.of("name", "visited_the_plant", "size", "XL"))
                .build();
        assertThat(activity(EventStream.SUPPORT, custom).customName()).isEqualTo("visited_the_plant");
    }

    @Test
    void takesTheAmountOfAReturnFromItsAttributes() throws IOException {
        SupportEvent returned = Written.fullSupport()
                .setType(SupportType.returned)
                .setAttributes(Map.of("amount_minor", "4200", "currency", "EUR"))
                .build();
        Activity activity = activity(EventStream.SUPPORT, returned);
        assertThat(activity.amountMinor()).isEqualTo(4200);
        assertThat(activity.currency()).isEqualTo("EUR");
    }

    @Test
    void leavesTheAttributesOfOtherEventsFree() throws IOException {
        SupportEvent opened = Written.fullSupport()
                .setType(SupportType.ticket_opened)
                .setAttributes(Map.of("amount_minor", "12.50", "currency", "euros"))
                .build();
        assertThat(activity(EventStream.SUPPORT, opened).amountMinor()).isEqualTo(Activity.ABSENT);
    }

    @ParameterizedTest
    @CsvSource({"12.50,EUR", "-1,EUR", "1000000000000001,EUR", "'',EUR", "5,", "5,euro"})
    void refusesAReturnWhoseAmountCannotBeRead(String amount, String currency) throws IOException {
        Map<String, String> attributes = currency == null
                ? Map.of("amount_minor", amount)
                : Map.of("amount_minor", amount, "currency", currency);
        SupportEvent returned = Written.fullSupport()
                .setType(SupportType.returned)
                .setAttributes(attributes)
                .build();
        assertThat(refusal(EventStream.SUPPORT, Written.bytes(returned)).reason())
                .isEqualTo(RejectReason.INVALID_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        // by how much the event lies before its arrival
        "P7D,            accepted",
        "P7DT0.001S,     late",
        "PT0S,           accepted",
        "-PT5M,          accepted",
        "-PT5M0.001S,    TIMESTAMP_IN_FUTURE",
    })
    void judgesTheTimeByTheTwoTimestampsOfTheRecord(Duration before, String verdict) throws IOException {
        byte[] value = Written.bytes(Written.full(EventStream.DEALS));
        Inbound inbound = decoded(EventStream.DEALS, value, OCCURRED + before.toMillis());
        assertThat(outcome(inbound)).isEqualTo(verdict);
    }

    private static String outcome(Inbound inbound) {
        Refusal refusal = inbound.refusal();
        if (refusal != null) {
            return refusal.reason().name();
        }
        return inbound.late() != null ? "late" : "accepted";
    }

    @Test
    void keepsALateRecordByteForByte() throws IOException {
        byte[] value = Written.bytes(Written.full(EventStream.SUPPORT));
        long arrived = OCCURRED + Duration.ofDays(8).toMillis();
        LateRecord late =
                requireNonNull(decoded(EventStream.SUPPORT, value, arrived).late());
        assertThat(late.value()).isEqualTo(value);
        assertThat(late.customerId()).isEqualTo("the customer");
        assertThat(List.of(late.stream(), late.partition(), late.offset(), late.arrivedAtMillis()))
                .isEqualTo(List.of(EventStream.SUPPORT, 3, 41L, arrived));
    }

    @Test
    void keepsOfARefusedRecordWhatIsNeededToFindIt() throws IOException {
        byte[] value = new byte[Refusal.PAYLOAD_LIMIT + 1];
        value[0] = 1;
        Refusal refusal = refusal(EventStream.DEALS, value);
        assertThat(refusal.reason()).isEqualTo(RejectReason.NOT_WIRE_FORMAT);
        assertThat(refusal.payload()).isEqualTo(Arrays.copyOf(value, Refusal.PAYLOAD_LIMIT));
        assertThat(refusal.payloadSize()).isEqualTo(value.length);
        assertThat(refusal.payloadSha256())
                .isEqualTo("5524d41599c2176cac9e6e123066487e5795f8ba1bec83f8a80d103c61199b23");
        assertThat(List.of(refusal.stream(), refusal.partition(), refusal.offset(), refusal.arrivedAtMillis()))
                .isEqualTo(List.of(EventStream.DEALS, 3, 41L, ARRIVED));
    }

    @ParameterizedTest
    @EnumSource
    void readsOneRecordAfterTheOtherWithoutMixingThem(EventStream stream) throws IOException {
        EventDecoder decoder = decoder(stream, Set.of("size"));
        byte[] full = Written.bytes(Written.full(stream));
        byte[] bare = Written.bytes(Written.bare(stream));
        Inbound first = decoder.decode(full, ARRIVED, 0, 1);
        Inbound second = decoder.decode(bare, ARRIVED, 0, 1);
        decoder.decode(Arrays.copyOf(full, full.length / 2), ARRIVED, 0, 1);
        assertThat(decoder.decode(bare, ARRIVED, 0, 1)).isEqualTo(second);
        assertThat(decoder.decode(full, ARRIVED, 0, 1)).isEqualTo(first);
    }

    private static byte[] written(GenericRecord event) {
        return Written.bytes(new BundledSchemas().idFor("any", event.getSchema()), event);
    }
}
