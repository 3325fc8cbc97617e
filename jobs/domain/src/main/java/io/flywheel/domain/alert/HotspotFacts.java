package io.flywheel.domain.alert;

import io.flywheel.domain.spike.SpotReading;
import io.flywheel.domain.wheel.spot.Spot;

/**
 * The facts of one type of friction at one place in five minutes, in the units of tables {@code friction_hotspot_window} and {@code friction_spike_window}.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Facts"; docs/reference/spikes.md, "Places".
 */
final class HotspotFacts {

    private static final double THOUSAND = 1_000;

    private HotspotFacts() {}

    static FactSheet of(SpotReading reading) {
        double expected = reading.spike().expected();
        return named(Spot.ofKey(reading.spot()), reading.signalType())
                .put(Fact.HOTSPOT_FRICTIONS, (double) reading.count())
                .put(Fact.HOTSPOT_FRICTION_POINTS, reading.thousandths() / THOUSAND)
                .put(Fact.HOTSPOT_CUSTOMERS_HIT, (double) reading.customers())
                .put(Fact.HOTSPOT_EXPOSURE, (double) reading.exposure())
                .put(Fact.HOTSPOT_SESSIONS, reading.sessions() == 0 ? Double.NaN : (double) reading.sessions())
                .put(Fact.HOTSPOT_RATE, ratio(THOUSAND * reading.count(), reading.exposure()))
                .put(Fact.HOTSPOT_SESSION_RATE, ratio(THOUSAND * reading.count(), reading.sessions()))
                .put(Fact.HOTSPOT_EXPECTED, expected)
                .put(Fact.HOTSPOT_EXCESS, (reading.count() + 1) / (expected + 1))
                .put(Fact.HOTSPOT_SPIKE_SCORE, reading.spike().score())
                .put(Fact.HOTSPOT_SPIKING, reading.spike().spiking() ? 1.0 : 0.0);
    }

    /** Five minutes in which nothing of the type was met. */
    static FactSheet nothing(Spot spot, String signalType) {
        return named(spot, signalType)
                .put(Fact.HOTSPOT_FRICTIONS, 0.0)
                .put(Fact.HOTSPOT_FRICTION_POINTS, 0.0)
                .put(Fact.HOTSPOT_CUSTOMERS_HIT, 0.0)
                .put(Fact.HOTSPOT_EXCESS, 1.0)
                .put(Fact.HOTSPOT_RATE, 0.0)
                .put(Fact.HOTSPOT_SESSION_RATE, 0.0)
                .put(Fact.HOTSPOT_SPIKE_SCORE, 0.0)
                .put(Fact.HOTSPOT_SPIKING, 0.0);
    }

    private static FactSheet named(Spot spot, String signalType) {
        return new FactSheet()
                .put(Fact.HOTSPOT_DIM_TYPE, spot.dimension().word())
                .put(Fact.HOTSPOT_DIM_VALUE, spot.value())
                .put(Fact.HOTSPOT_SIGNAL_TYPE, signalType);
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? Double.NaN : part / whole;
    }
}
