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
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the momentum job wrote to the signal topic.
 *
 * <p><b>Shape:</b> one instance a thread; an empty answer for a record that is no signal, for a retraction of what an event stated by itself, and for a finding that pushes.
 *
 * <p><b>Errors:</b> {@link IOException} only if the registry can not be asked.
 */
public final class SignalDecoder {

    private static final int HEADER = 5;

    private final WriterSchemas schemas;
    private final Map<Integer, Optional<SpecificDatumReader<io.flywheel.schema.Signal>>> readers = new HashMap<>();
    private @Nullable BinaryDecoder decoder;

    public SignalDecoder(WriterSchemas schemas) {
        this.schemas = schemas;
    }

    public Optional<Signal> decode(byte @Nullable [] value) throws IOException {
        if (value == null || value.length < HEADER || value[0] != 0) {
            return Optional.empty();
        }
        SpecificDatumReader<io.flywheel.schema.Signal> reader =
                reader(ByteBuffer.wrap(value).getInt(1)).orElse(null);
        if (reader == null) {
            return Optional.empty();
        }
        try {
            decoder = DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, decoder);
            return signal(reader.read(null, decoder));
        } catch (IOException | AvroRuntimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private Optional<SpecificDatumReader<io.flywheel.schema.Signal>> reader(int id) throws IOException {
        Optional<SpecificDatumReader<io.flywheel.schema.Signal>> known = readers.get(id);
        if (known == null) {
            Schema own = io.flywheel.schema.Signal.getClassSchema();
            known = schemas.find(id)
                    .filter(writer -> writer.getFullName().equals(own.getFullName()))
                    .map(writer -> new SpecificDatumReader<>(writer, own));
            readers.put(id, known);
        }
        return known;
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
