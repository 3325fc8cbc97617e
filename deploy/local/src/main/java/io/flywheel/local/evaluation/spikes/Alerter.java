package io.flywheel.local.evaluation.spikes;

import io.flywheel.domain.spike.SeriesBucket;
import io.flywheel.domain.spike.SeriesKind;
import io.flywheel.domain.spike.SpikeDetector;
import io.flywheel.domain.spike.SpikeSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A rule that says at which points of a series somebody is told. */
interface Alerter {

    /** However often a rule holds, nobody is told more than once in this time. */
    long QUIET_MILLIS = Duration.ofHours(6).toMillis();

    /** Whether the rule holds, point by point. */
    boolean[] holds(RecordedSeries series);

    /** When somebody is told. */
    default long[] alerts(RecordedSeries series) {
        boolean[] holds = holds(series);
        long[] alerts = new long[holds.length];
        int count = 0;
        for (int i = 0; i < holds.length; i++) {
            long atMillis = series.points().get(i).startMillis();
            if (holds[i] && (count == 0 || atMillis - alerts[count - 1] >= QUIET_MILLIS)) {
                alerts[count++] = atMillis;
            }
        }
        return Arrays.copyOf(alerts, count);
    }

    /** The detector of the product: a spike is told of when it begins. */
    static Alerter detector(SpikeSettings settings) {
        return series -> {
            SpikeDetector detector = new SpikeDetector(settings, series.kind(), series.bucketMillis());
            boolean[] holds = new boolean[series.points().size()];
            for (int i = 0; i < holds.length; i++) {
                holds[i] = detector.observe(series.points().get(i)).begins();
            }
            return holds;
        };
    }

    /** What anybody would try first. */
    static Map<String, Alerter> baselines() {
        Map<String, Alerter> baselines = new LinkedHashMap<>();
        for (int sigmas : new int[] {3, 6}) {
            baselines.put("static_" + sigmas + "_sigma", fixed(sigmas));
        }
        for (int sigmas : new int[] {6, 10}) {
            baselines.put("trailing_day_" + sigmas + "_sigma", trailing(sigmas));
        }
        return baselines;
    }

    /** Mean and standard deviation of the whole series, which the rule could not know while it lasts. */
    private static Alerter fixed(double sigmas) {
        return series -> {
            Moments whole = new Moments(series);
            series.points().forEach(whole::add);
            boolean[] holds = new boolean[series.points().size()];
            for (int i = 0; i < holds.length; i++) {
                holds[i] = whole.isFar(series.points().get(i), sigmas);
            }
            return holds;
        };
    }

    /** Mean and standard deviation of the day before a point. */
    private static Alerter trailing(double sigmas) {
        return series -> {
            List<SeriesBucket> points = series.points();
            Moments day = new Moments(series);
            boolean[] holds = new boolean[points.size()];
            int oldest = 0;
            for (int i = 0; i < holds.length; i++) {
                SeriesBucket point = points.get(i);
                while (points.get(oldest).startMillis()
                        < point.startMillis() - Duration.ofDays(1).toMillis()) {
                    day.remove(points.get(oldest++));
                }
                holds[i] = day.count >= Moments.LEAST && day.isFar(point, sigmas);
                day.add(point);
            }
            return holds;
        };
    }

    /** Mean and standard deviation of points that come and go. */
    final class Moments {

        static final int LEAST = 12;

        private final double origin;
        private final boolean bothWays;
        private int count;
        private double sum;
        private double squares;

        /** Values are taken from the first one on, so that large ones do not lose their small differences. */
        Moments(RecordedSeries series) {
            origin = series.points().isEmpty() ? 0 : series.points().get(0).amount();
            bothWays = series.kind() == SeriesKind.MEASURE;
        }

        void add(SeriesBucket point) {
            count++;
            sum += point.amount() - origin;
            squares += square(point.amount() - origin);
        }

        void remove(SeriesBucket point) {
            count--;
            sum -= point.amount() - origin;
            squares -= square(point.amount() - origin);
        }

        boolean isFar(SeriesBucket point, double sigmas) {
            double mean = sum / count;
            double sigma = Math.sqrt(Math.max(0, squares / count - square(mean)));
            double distance = point.amount() - origin - mean;
            return (bothWays ? Math.abs(distance) : distance) > Math.max(sigmas * sigma, 1e-9 * Math.abs(origin));
        }

        private static double square(double value) {
            return value * value;
        }
    }
}
