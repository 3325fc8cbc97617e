package io.flywheel.app.encode;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.StatedFacts;
import io.flywheel.schema.Actor;
import io.flywheel.schema.Side;
import java.time.Instant;
import java.util.Locale;

/** Writes signals as the contract of the signal topic has them. */
public final class SignalRecords {

    private SignalRecords() {}

    /** Stands for a phase or department that a note does not have. */
    private static final String NONE = "";

    public static io.flywheel.schema.Signal of(Signal signal) {
        Phase phase = signal.phase();
        Department department = signal.department();
        StatedFacts facts = signal.facts();
        return io.flywheel.schema.Signal.newBuilder()
                .setCustomerId(signal.customerId())
                .setSignalType(signal.signalType())
                .setSide(signal.side() == io.flywheel.domain.signal.Side.PUSH ? Side.push : Side.friction)
                .setKind(kind(signal.kind()))
                .setWeightThousandths(signal.weightThousandths())
                .setHalfLifeClass(signal.halfLifeClass())
                .setPhase(phase == null ? NONE : phase.word())
                .setDepartment(department == null ? NONE : department.word())
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
                .setActivity(facts.kind().qualifiedName())
                .setActor(Actor.valueOf(facts.actor().name().toLowerCase(Locale.ROOT)))
                .setAmountMinor(facts.amountMinor() == Activity.ABSENT ? null : facts.amountMinor())
                .setCurrency(facts.currency())
                .setScore(Double.isNaN(facts.score()) ? null : facts.score())
                .setCount(facts.count())
                .setPipeline(facts.pipeline())
                .setStage(facts.stage())
                .setOwner(facts.owner())
                .build();
    }

    private static io.flywheel.schema.SignalKind kind(SignalKind kind) {
        return switch (kind) {
            case IMPULSE -> io.flywheel.schema.SignalKind.impulse;
            case STANDING_OPEN -> io.flywheel.schema.SignalKind.standing_open;
            case STANDING_CLOSE -> io.flywheel.schema.SignalKind.standing_close;
            case RETRACT -> io.flywheel.schema.SignalKind.retract;
            case NOTE -> io.flywheel.schema.SignalKind.note;
        };
    }
}
