package io.flywheel.app.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.app.encode.OutgoingRecords;
import io.flywheel.app.encode.SignalRecords;
import io.flywheel.app.encode.WireFormat;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.StatedFacts;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignalDecoderTest {

    private final BundledSchemas schemas = new BundledSchemas();
    private final SignalDecoder decoder = new SignalDecoder(schemas);

    @ParameterizedTest
    @EnumSource(value = SignalKind.class, mode = EnumSource.Mode.EXCLUDE, names = "RETRACT")
    void readsWhatTheMomentumJobWrote(SignalKind kind) throws IOException {
        for (Side side : Side.values()) {
            Signal signal = OutgoingRecords.signal(side, kind);
            assertThat(decoder.decode(bytes(signal))).contains(signal);
        }
        assertThat(decoder.decode(bytes(OutgoingRecords.bareSignal()))).contains(OutgoingRecords.bareSignal());
    }

    @Test
    void readsANoteWhichHasNeitherPhaseNorDepartment() throws IOException {
        Signal push = OutgoingRecords.bareSignal();
        StatedFacts facts = push.facts();
        Signal note = new Signal(
                push.customerId(),
                "deals.custom",
                Side.PUSH,
                SignalKind.NOTE,
                0,
                "",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                push.eventId(),
                push.source(),
                push.occurredAtMillis(),
                1,
                facts);
        assertThat(decoder.decode(bytes(note))).contains(note);
    }

    @ParameterizedTest
    @EnumSource(SignalKind.class)
    void readsWhatWasFoundInSeveralEventsAndItsRetraction(SignalKind kind) throws IOException {
        Signal finding = found(Side.FRICTION, kind, 1_500);
        assertThat(decoder.decode(bytes(finding))).contains(finding);
    }

    private static Signal found(Side side, SignalKind kind, long weightThousandths) {
        Signal told = OutgoingRecords.signal(side, kind);
        StatedFacts facts = told.facts();
        return new Signal(
                told.customerId(),
                told.signalType(),
                side,
                kind,
                weightThousandths,
                told.halfLifeClass(),
                told.phase(),
                told.department(),
                told.channel(),
                told.campaign(),
                told.content(),
                told.page(),
                told.target(),
                told.accountId(),
                told.region(),
                told.segment(),
                told.plan(),
                told.objectRef(),
                told.eventId() + "#1",
                told.source(),
                told.occurredAtMillis(),
                told.catalogueVersion(),
                new StatedFacts(
                        ActivityKind.QUICK_BACK,
                        facts.actor(),
                        facts.amountMinor(),
                        facts.currency(),
                        facts.score(),
                        facts.count(),
                        facts.pipeline(),
                        facts.stage(),
                        facts.owner()));
    }

    @Test
    void whatIsNoSignalIsNoneAndHurtsNobody() throws IOException {
        byte[] good = bytes(OutgoingRecords.bareSignal());
        byte[] otherSchema = good.clone();
        otherSchema[4] = 1;
        byte[] unknownSchema = good.clone();
        unknownSchema[4] = 99;
        byte[] otherFormat = good.clone();
        otherFormat[0] = 7;
        assertThat(decoder.decode(bytes(OutgoingRecords.signal(Side.FRICTION, SignalKind.RETRACT))))
                .as("a retraction of what an event stated by itself")
                .isEmpty();
        assertThat(decoder.decode(bytes(found(Side.PUSH, SignalKind.IMPULSE, 1_000))))
                .as("a finding that pushes")
                .isEmpty();
        assertThat(decoder.decode(bytes(found(Side.FRICTION, SignalKind.RETRACT, -1))))
                .as("a finding that takes back less than nothing")
                .isEmpty();
        assertThat(decoder.decode(null)).isEmpty();
        assertThat(decoder.decode(new byte[3])).isEmpty();
        assertThat(decoder.decode(otherSchema)).isEmpty();
        assertThat(decoder.decode(unknownSchema)).isEmpty();
        assertThat(decoder.decode(otherFormat)).isEmpty();
        assertThat(decoder.decode(Arrays.copyOf(good, good.length / 2))).isEmpty();
        assertThat(decoder.decode(good)).isPresent();
    }

    private byte[] bytes(Signal signal) {
        io.flywheel.schema.Signal sent = SignalRecords.of(signal);
        return new WireFormat<io.flywheel.schema.Signal>(schemas.idFor("any", sent.getSchema()), sent.getSchema())
                .write(sent);
    }
}
