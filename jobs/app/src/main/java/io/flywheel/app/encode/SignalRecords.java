package io.flywheel.app.encode;

import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.schema.Side;
import java.time.Instant;

/** Writes signals as the contract of the signal topic has them. */
public final class SignalRecords {

    private SignalRecords() {}

    public static io.flywheel.schema.Signal of(Signal signal) {
        return io.flywheel.schema.Signal.newBuilder()
                .setCustomerId(signal.customerId())
                .setSignalType(signal.signalType())
                .setSide(signal.side() == io.flywheel.domain.signal.Side.PUSH ? Side.push : Side.friction)
                .setKind(kind(signal.kind()))
                .setWeightThousandths(signal.weightThousandths())
                .setHalfLifeClass(signal.halfLifeClass())
                .setPhase(signal.phase().word())
                .setDepartment(signal.department().word())
                .setChannel(signal.channel())
                .setCampaign(signal.campaign())
                .setContent(signal.content())
                .setPage(signal.page())
                .setTarget(signal.target())
                .setAccountId(signal.accountId())
                .setRegion(signal.region())
                .setSegment(signal.segment())
                .setPlan(signal.plan())
                .setObjectRef(signal.objectRef())
                .setEventId(signal.eventId())
                .setSource(signal.source())
                .setOccurredAt(Instant.ofEpochMilli(signal.occurredAtMillis()))
                .setCatalogueVersion(signal.catalogueVersion())
                .build();
    }

    private static io.flywheel.schema.SignalKind kind(SignalKind kind) {
        return switch (kind) {
            case IMPULSE -> io.flywheel.schema.SignalKind.impulse;
            case STANDING_OPEN -> io.flywheel.schema.SignalKind.standing_open;
            case STANDING_CLOSE -> io.flywheel.schema.SignalKind.standing_close;
            case RETRACT -> io.flywheel.schema.SignalKind.retract;
        };
    }
}
