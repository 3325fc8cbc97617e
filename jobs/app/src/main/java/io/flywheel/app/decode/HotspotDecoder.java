package io.flywheel.app.decode;

import io.flywheel.domain.spike.SpikeCause;
import io.flywheel.domain.spike.SpikeReading;
import io.flywheel.domain.spike.SpotReading;
import io.flywheel.domain.wheel.spot.Spot;
import io.flywheel.domain.wheel.spot.SpotDimension;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.schema.HotspotReading;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the velocity job wrote to the hotspot topic.
 *
 * <p><b>Shape:</b> one instance a thread; an empty answer for a record that is none of ours, and for one that does not begin with a slice of five minutes.
 *
 * <p><b>Errors:</b> {@link IOException} only if the registry can not be asked.
 */
public final class HotspotDecoder implements ContentDecoder<SpotReading> {

    private final WireReader<HotspotReading, SpotReading> reader;

    public HotspotDecoder(WriterSchemas schemas) {
        this.reader = new WireReader<>(schemas, HotspotReading.getClassSchema(), HotspotDecoder::reading);
    }

    @Override
    public Optional<SpotReading> decode(byte @Nullable [] value) throws IOException {
        return reader.decode(value);
    }

    private static Optional<SpotReading> reading(HotspotReading sent) {
        SpotDimension dimension = SpotDimension.named(sent.getDimType());
        long start = sent.getWindowStart().toEpochMilli();
        if (dimension == null || Math.floorMod(start, Grain.SLICE_MILLIS) != 0) {
            return Optional.empty();
        }
        String cause = sent.getCause();
        SpikeReading spike = new SpikeReading(
                sent.getScore(),
                sent.getExpected(),
                sent.getRatio(),
                sent.getLimit(),
                sent.getSpiking(),
                sent.getBegins(),
                cause == null ? null : Words.constant(SpikeCause.class, cause));
        return Optional.of(new SpotReading(
                new Spot(dimension, sent.getDimValue()).key(),
                sent.getSignalType(),
                start,
                sent.getFrictions(),
                sent.getFrictionThousandths(),
                sent.getCustomersHit(),
                sent.getExposure(),
                sent.getSessions(),
                spike));
    }
}
