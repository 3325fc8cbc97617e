package io.flywheel.domain.wheel.window;

import java.util.Comparator;

/** One value of one dimension, such as the segment {@code enterprise}: the windows of a series follow each other in time. */
public record Series(Dimension dimension, String value) implements Comparable<Series> {

    /** The whole wheel. */
    public static final Series WHOLE = new Series(Dimension.ALL, "all");

    private static final char SEPARATOR = ':';
    private static final Comparator<Series> ORDER =
            Comparator.comparing(Series::dimension).thenComparing(Series::value);

    /** Both in one text, for keys; {@link #ofKey} takes them apart. Persisted: never changed. */
    public String key() {
        return dimension.word() + SEPARATOR + value;
    }

    /**
     * The series of a key.
     *
     * <p><b>Errors:</b> {@link IllegalArgumentException} for a text that {@link #key} never gives.
     */
    public static Series ofKey(String key) {
        int place = key.indexOf(SEPARATOR);
        Dimension dimension = place < 0 ? null : Dimension.named(key.substring(0, place));
        if (dimension == null) {
            throw new IllegalArgumentException(
                    "key of a series must be a dimension, a colon and a value, such as segment:smb, but is: " + key);
        }
        return new Series(dimension, key.substring(place + 1));
    }

    @Override
    public int compareTo(Series other) {
        return ORDER.compare(this, other);
    }
}
