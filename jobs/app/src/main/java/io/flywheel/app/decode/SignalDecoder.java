package io.flywheel.app.decode;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.StatedFacts;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the momentum job wrote to the signal topic.
 *
 * <p><b>Shape:</b> one instance a thread; an empty answer for a record that is no signal, for a retraction of what an event stated by itself, and for a finding that pushes.
 *
 * <p><b>Errors:</b> {@link IOException} only if the registry can not be asked.
 */
public final class SignalDecoder implements ContentDecoder<Signal> {

    private final WireReader<io.flywheel.schema.Signal, Signal> reader;

    public SignalDecoder(WriterSchemas schemas) {
        this.reader = new WireReader<>(schemas, io.flywheel.schema.Signal.getClassSchema(), SignalDecoder::signal);
    }

    @Override
    public Optional<Signal> decode(byte @Nullable [] value) throws IOException {
        return reader.decode(value);
    }

    /** Only what was found in several events can be taken back, and all of that is friction or means nothing. */
    private static boolean isPossible(ActivityKind activity, io.flywheel.schema.Signal sent) {
        if (!activity.isDerived()) {
            return sent.getKind() != io.flywheel.schema.SignalKind.retract;
        }
        boolean isFriction = sent.getSide() == io.flywheel.schema.Side.friction;
        return sent.getWeightThousandths() >= 0 && (isFriction || sent.getKind() == io.flywheel.schema.SignalKind.note);
    }

    private static Optional<Signal> signal(io.flywheel.schema.Signal sent) {
        ActivityKind activity = ActivityKind.named(sent.getActivity());
        if (activity == null || !isPossible(activity, sent)) {
            return Optional.empty();
        }
        Long amount = sent.getAmountMinor();
        Double score = sent.getScore();
        StatedFacts facts = new StatedFacts(
                activity,
                Actor.valueOf(sent.getActor().name().toUpperCase(Locale.ROOT)),
                amount == null ? Activity.ABSENT : amount,
                sent.getCurrency(),
                score == null ? Double.NaN : score,
                sent.getCount(),
                sent.getPipeline(),
                sent.getStage(),
                sent.getOwner());
        return Optional.of(new Signal(
                sent.getCustomerId(),
                sent.getSignalType(),
                Side.valueOf(sent.getSide().name().toUpperCase(Locale.ROOT)),
                SignalKind.valueOf(sent.getKind().name().toUpperCase(Locale.ROOT)),
                sent.getWeightThousandths(),
                sent.getHalfLifeClass(),
                sent.getPhase().isEmpty() ? null : Phase.valueOf(sent.getPhase().toUpperCase(Locale.ROOT)),
                sent.getDepartment().isEmpty()
                        ? null
                        : Department.valueOf(sent.getDepartment().toUpperCase(Locale.ROOT)),
                sent.getChannel(),
                sent.getCampaign(),
                sent.getContent(),
                sent.getPage(),
                sent.getTarget(),
                sent.getAccountId(),
                sent.getRegion(),
                sent.getSegment(),
                sent.getPlan(),
                sent.getObjectRef(),
                sent.getEventId(),
                sent.getSource(),
                sent.getOccurredAt().toEpochMilli(),
                sent.getCatalogueVersion(),
                facts));
    }
}
