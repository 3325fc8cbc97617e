package io.flywheel.domain.wheel.spot;

import java.util.Comparator;

/** A place that may rub: one value of one dimension, such as the page {@code /pricing}. */
public record Spot(SpotDimension dimension, String value) implements Comparable<Spot> {

    private static final char SEPARATOR = ':';
    private static final Comparator<Spot> ORDER =
            Comparator.comparing(Spot::dimension).thenComparing(Spot::value);

    /** Both in one text, for keys; {@link #ofKey} takes them apart. Persisted: never changed. */
    public String key() {
        return dimension.word() + SEPARATOR + value;
    }

    /**
     * The place of a key.
     *
     * <p><b>Errors:</b> {@link IllegalArgumentException} for a text that {@link #key} never gives.
     */
    public static Spot ofKey(String key) {
        int place = key.indexOf(SEPARATOR);
        SpotDimension dimension = place < 0 ? null : SpotDimension.named(key.substring(0, place));
        if (dimension == null) {
            throw new IllegalArgumentException(
                    "key of a place must be a dimension, a colon and a value, such as page:/pricing, but is: " + key);
        }
        return new Spot(dimension, key.substring(place + 1));
    }

    @Override
    public int compareTo(Spot other) {
        return ORDER.compare(this, other);
    }
}
