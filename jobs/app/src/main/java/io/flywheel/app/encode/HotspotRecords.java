package io.flywheel.app.encode;

import io.flywheel.domain.spike.SpikeCause;
import io.flywheel.domain.spike.SpikeReading;
import io.flywheel.domain.spike.SpotReading;
import io.flywheel.domain.wheel.spot.Spot;
import io.flywheel.schema.HotspotReading;
import java.time.Instant;
import java.util.Locale;

/** Writes hotspots, with what the detector says of them, as the contract of the hotspot topic has them. */
public final class HotspotRecords {

    private HotspotRecords() {}

    public static HotspotReading of(SpotReading reading) {
        Spot spot = Spot.ofKey(reading.spot());
        SpikeReading spike = reading.spike();
        SpikeCause cause = spike.cause();
        return HotspotReading.newBuilder()
                .setDimType(spot.dimension().word())
                .setDimValue(spot.value())
                .setSignalType(reading.signalType())
                .setWindowStart(Instant.ofEpochMilli(reading.startMillis()))
                .setFrictions(reading.count())
                .setFrictionThousandths(reading.thousandths())
                .setCustomersHit(reading.customers())
                .setExposure(reading.exposure())
                .setSessions(reading.sessions())
                .setScore(spike.score())
                .setExpected(spike.expected())
                .setRatio(spike.ratio())
                .setLimit(spike.limit())
                .setSpiking(spike.spiking())
                .setBegins(spike.begins())
                .setCause(cause == null ? null : cause.name().toLowerCase(Locale.ROOT))
                .build();
    }
}
