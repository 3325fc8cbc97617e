package io.flywheel.local.evaluation.spikes;

import io.flywheel.domain.spike.SeriesBucket;
import io.flywheel.domain.spike.SeriesKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The points of one series in the order of time.
 *
 * <p><b>Shape:</b> a series whose values are all whole and not negative is one of counts, any other one of measures; its bucket is as long as the middle one of the gaps between its points.
 */
record RecordedSeries(String name, List<SeriesBucket> points, int skippedRows, int duplicateRows) {

    /** Of a series with less than two points. */
    private static final long ANY_BUCKET_MILLIS = Duration.ofMinutes(5).toMillis();

    RecordedSeries {
        points = List.copyOf(points);
    }

    SeriesKind kind() {
        boolean counts = points.stream()
                .mapToDouble(SeriesBucket::amount)
                .allMatch(value -> value >= 0 && value == Math.rint(value));
        return counts ? SeriesKind.COUNT : SeriesKind.MEASURE;
    }

    long bucketMillis() {
        long[] gaps = new long[Math.max(points.size() - 1, 0)];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = points.get(i + 1).startMillis() - points.get(i).startMillis();
        }
        Arrays.sort(gaps);
        return gaps.length == 0 ? ANY_BUCKET_MILLIS : gaps[gaps.length / 2];
    }

    double days() {
        if (points.isEmpty()) {
            return 0;
        }
        long span = points.get(points.size() - 1).startMillis() - points.get(0).startMillis();
        return span / (double) Duration.ofDays(1).toMillis();
    }
}
