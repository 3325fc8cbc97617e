package io.flywheel.domain.spike;

import io.flywheel.domain.wheel.spot.Spot;
import io.flywheel.domain.wheel.spot.SpotFriction;
import io.flywheel.domain.wheel.window.Grain;

/**
 * What the detector says of one type of friction at one place in five minutes that are over.
 *
 * <p><b>Shape:</b> {@code spot} is the key of the place, {@code signalType} the type or {@code *} for all of them.
 *
 * <p><b>Units:</b> {@code startMillis} in event time; {@code count} impulses, {@code thousandths} of a point, {@code customers} who met it, {@code exposure} customers who could have, {@code sessions} that began.
 *
 * <p><b>Source:</b> docs/reference/spikes.md, "Places".
 */
public record SpotReading(
        String spot,
        String signalType,
        long startMillis,
        long count,
        long thousandths,
        long customers,
        long exposure,
        long sessions,
        SpikeReading spike) {

    private static final char SEPARATOR = '\n';

    static SpotReading of(
            Spot spot,
            String signalType,
            SeriesBucket bucket,
            SpotFriction friction,
            long sessions,
            SpikeReading spike) {
        return new SpotReading(
                spot.key(),
                signalType,
                bucket.startMillis(),
                friction.count(),
                friction.thousandths(),
                friction.customers(),
                (long) bucket.exposure(),
                sessions,
                spike);
    }

    /** First moment after the five minutes. */
    public long endMillis() {
        return startMillis + Grain.SLICE_MILLIS;
    }

    /** Place and type in one text, for keys; {@link #spotOf} and {@link #signalTypeOf} take them apart. Persisted: never changed. */
    public String series() {
        return spot + SEPARATOR + signalType;
    }

    /** The place in what {@link #series} gave. */
    public static Spot spotOf(String series) {
        return Spot.ofKey(series.substring(0, separatorOf(series)));
    }

    /** The type in what {@link #series} gave. */
    public static String signalTypeOf(String series) {
        return series.substring(separatorOf(series) + 1);
    }

    private static int separatorOf(String series) {
        int place = series.lastIndexOf(SEPARATOR);
        if (place < 0) {
            throw new IllegalArgumentException(
                    "a series of spikes is a place, a line break and a type, but is: " + series);
        }
        return place;
    }
}
