package io.flywheel.domain.quality;

import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.RejectReason;
import java.time.Duration;

/**
 * One more number for a quality window.
 *
 * <p><b>Units:</b> {@code windowStartMillis} is the start of the hour of arrival; {@code detail} is the reject reason or the name of the unmapped type, else empty.
 */
public record QualityCount(EventStream stream, long windowStartMillis, Counted counted, String detail, long count) {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** What is counted. An unmapped activity is also an accepted one. */
    public enum Counted {
        ACCEPTED,
        DUPLICATE,
        LATE,
        REFUSED,
        UNMAPPED
    }

    public static QualityCount refused(EventStream stream, long arrivedAtMillis, RejectReason reason) {
        return new QualityCount(stream, hourOf(arrivedAtMillis), Counted.REFUSED, reason.name(), 1);
    }

    public static QualityCount late(EventStream stream, long arrivedAtMillis) {
        return new QualityCount(stream, hourOf(arrivedAtMillis), Counted.LATE, "", 1);
    }

    /** Start of the hour that a moment lies in. */
    public static long hourOf(long atMillis) {
        return Math.floorDiv(atMillis, HOUR) * HOUR;
    }

    /** The window that the number belongs to. */
    public String windowKey() {
        return stream.word() + "|" + windowStartMillis;
    }
}
