package io.flywheel.local.evaluation.spikes;

import io.flywheel.domain.spike.SeriesBucket;
import java.util.List;
import java.util.SplittableRandom;

/** Raises as many alerts as somebody else at points of the series that a seed draws: what hits without knowing anything are worth. */
final class RandomAlerter {

    static final int DRAWS = 500;
    private static final long SEED = 42;

    private final SplittableRandom random = new SplittableRandom(SEED);

    /** Found windows and false alerts, each on average over the draws. */
    record Mean(double found, double falseAlerts) {}

    Mean judge(RecordedSeries series, List<Window> windows, int alerts) {
        long found = 0;
        long wrong = 0;
        List<SeriesBucket> points = series.points();
        for (int draw = 0; draw < DRAWS && alerts > 0; draw++) {
            long[] drawn = random.ints(alerts, 0, points.size())
                    .mapToLong(point -> points.get(point).startMillis())
                    .toArray();
            Judgement judgement = new Judgement(series.days(), windows, drawn);
            found += judgement.found();
            wrong += judgement.falseAlerts();
        }
        return new Mean(found / (double) DRAWS, wrong / (double) DRAWS);
    }
}
