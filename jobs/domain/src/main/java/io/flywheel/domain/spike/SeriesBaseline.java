package io.flywheel.domain.spike;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;

/**
 * What a series usually is: a level, what each hour of the day and of the week differs from it, and how far it usually strays.
 *
 * <p><b>Shape:</b> level and season are kept as the double root of the rate for counts, where their noise is about the same at every height, and plainly for measures. Everything is learned from clipped
 * distances, so that one bucket cannot move it far.
 *
 * <p><b>Source:</b> docs/reference/spikes.md, "Baseline".
 */
final class SeriesBaseline {

    private static final int HOURS_OF_WEEK = 168;
    private static final int HOURS_OF_DAY = 24;
    private static final long HOUR_MILLIS = 3_600_000;

    /** 1970-01-01 was a Thursday; weeks of the season begin on Monday. */
    private static final long MONDAY_HOURS = 72;

    private static final double ANSCOMBE = 0.375;

    /** Standard deviation of a normal variable against its mean absolute deviation. */
    private static final double DEVIATIONS = 1.2533;

    /** A measure that hardly ever moves is taken to stray by a hundredth of its level. */
    private static final double LEAST_RELATIVE_SCALE = 0.01;

    private static final double LEAST_SCALE = 1e-9;

    /** A bucket of much more exposure than usual does not decide alone. */
    private static final double MOST_EXPOSURE_WEIGHT = 2;

    /** However long a bucket is, one alone teaches no more than this: larger steps would swing around the level. */
    private static final double LARGEST_STEP = 0.05;

    private final SpikeSettings settings;
    private final SeriesKind kind;
    private final double levelStep;
    private final double scaleStep;
    private final double dayStep;
    private final double weekStep;
    private final boolean hasDays;
    private final boolean hasWeeks;

    private double level;
    private double deviation;
    private double usualExposure;
    private int learned;
    private final float[] dayOffsets = new float[HOURS_OF_DAY];
    private final int[] dayLearned = new int[HOURS_OF_DAY];
    private final float[] weekOffsets = new float[HOURS_OF_WEEK];
    private final int[] weekLearned = new int[HOURS_OF_WEEK];

    SeriesBaseline(SpikeSettings settings, SeriesKind kind, long bucketMillis) {
        this.settings = settings;
        this.kind = kind;
        levelStep = Math.min(LARGEST_STEP, step(bucketMillis, settings.levelHalfLifeMillis()));
        scaleStep = Math.min(LARGEST_STEP, step(bucketMillis, settings.scaleHalfLifeMillis()));
        // An hour is seen once a day or once a week, so a bucket of it stands for that long.
        long seenMillis = Math.min(bucketMillis, HOUR_MILLIS);
        dayStep = step(seenMillis * HOURS_OF_DAY, settings.daySeasonHalfLifeMillis());
        weekStep = step(seenMillis * HOURS_OF_WEEK, settings.weekSeasonHalfLifeMillis());
        hasDays = bucketMillis < HOURS_OF_DAY * HOUR_MILLIS;
        hasWeeks = bucketMillis < HOURS_OF_WEEK * HOUR_MILLIS;
    }

    private static double step(long spanMillis, long halfLifeMillis) {
        return 1 - Math.pow(2, -(double) spanMillis / halfLifeMillis);
    }

    boolean isEmpty() {
        return learned == 0;
    }

    int learned() {
        return learned;
    }

    /** The amount to expect in a bucket that begins at a moment, with an exposure. */
    double expected(long atMillis, double exposure) {
        double usual = usual(atMillis);
        return kind == SeriesKind.COUNT ? exposure * usual * usual / 4 : usual;
    }

    /** How far an amount is from the expected one, on the scale on which noise is even. */
    double distance(long atMillis, double amount, double exposure) {
        return even(amount) - even(expected(atMillis, exposure));
    }

    /** The standard deviation of distances. */
    double scale() {
        double least = kind == SeriesKind.COUNT ? 1 : Math.max(LEAST_SCALE, LEAST_RELATIVE_SCALE * Math.abs(level));
        return Math.max(DEVIATIONS * deviation, least);
    }

    private double even(double amount) {
        return kind == SeriesKind.COUNT ? 2 * Math.sqrt(Math.max(amount, 0) + ANSCOMBE) : amount;
    }

    private double usual(long atMillis) {
        int week = hourOfWeek(atMillis);
        double usual = level + dayOffsets[week % HOURS_OF_DAY] + weekOffsets[week];
        return kind == SeriesKind.COUNT ? Math.max(usual, 0) : usual;
    }

    private static int hourOfWeek(long atMillis) {
        return (int) Math.floorMod(Math.floorDiv(atMillis, HOUR_MILLIS) + MONDAY_HOURS, (long) HOURS_OF_WEEK);
    }

    /** The first bucket is all that is known. */
    void begin(double amount, double exposure) {
        level = kind == SeriesKind.COUNT ? 2 * Math.sqrt(Math.max(amount, 0) / exposure) : amount;
        usualExposure = exposure;
        learned = 1;
    }

    /**
     * Learns from a bucket.
     *
     * @param distance as it was when the bucket was seen
     * @param scale as it was then
     * @param clip in scales, how far the bucket may be off
     */
    void learn(long atMillis, double distance, double scale, double exposure, double clip) {
        boolean first = learned < settings.warmUpBuckets();
        double clipped = first ? distance : clipped(distance, clip * scale);
        double weight = Math.min(exposure / usualExposure, MOST_EXPOSURE_WEIGHT);
        if (kind == SeriesKind.COUNT) {
            weight /= Math.sqrt(exposure);
        }
        double move = weight * clipped;
        double young = 1.0 / (learned + 1);
        level += Math.max(young, levelStep) * move;
        if (kind == SeriesKind.COUNT) {
            level = Math.max(level, 0);
        }
        deviation += Math.max(young, scaleStep) * (Math.abs(clipped) - deviation);
        usualExposure += Math.max(young, levelStep) * (exposure - usualExposure);
        if (!first) {
            learnSeason(hourOfWeek(atMillis), move, weight * clipped(distance, settings.clip() * scale));
        }
        learned++;
    }

    /** A spike that comes back every week is none, so the hour of the week learns as from any bucket. */
    private void learnSeason(int week, double move, double plainMove) {
        int day = week % HOURS_OF_DAY;
        if (hasDays) {
            dayOffsets[day] += (float) (seasonStep(++dayLearned[day], dayStep) * move);
        }
        if (hasWeeks) {
            weekOffsets[week] += (float) (seasonStep(++weekLearned[week], weekStep) * plainMove);
        }
    }

    private static double clipped(double distance, double most) {
        return Math.max(-most, Math.min(most, distance));
    }

    /** How much the level would have to be higher for a distance to vanish. */
    double levelOffset(double distance, double exposure) {
        return kind == SeriesKind.COUNT ? distance / Math.sqrt(exposure) : distance;
    }

    /** Takes a new level at once, because the old one does not come back. */
    void shift(double offset) {
        level = kind == SeriesKind.COUNT ? Math.max(level + offset, 0) : level + offset;
    }

    private double seasonStep(int seen, double step) {
        return Math.max(1 / (seen + settings.seasonBuckets()), step);
    }

    void write(StateWriter out) {
        out.putDouble(level);
        out.putDouble(deviation);
        out.putDouble(usualExposure);
        out.putCount(learned);
        write(out, dayOffsets, dayLearned);
        write(out, weekOffsets, weekLearned);
    }

    private static void write(StateWriter out, float[] offsets, int[] seen) {
        for (int i = 0; i < offsets.length; i++) {
            out.putCount(seen[i]);
            if (seen[i] > 0) {
                out.putInt(Float.floatToRawIntBits(offsets[i]));
            }
        }
    }

    void read(StateReader in) {
        level = in.getDouble();
        deviation = in.getDouble();
        usualExposure = in.getDouble();
        learned = in.getCount();
        read(in, dayOffsets, dayLearned);
        read(in, weekOffsets, weekLearned);
    }

    private static void read(StateReader in, float[] offsets, int[] seen) {
        for (int i = 0; i < offsets.length; i++) {
            seen[i] = in.getCount();
            offsets[i] = seen[i] > 0 ? Float.intBitsToFloat(in.getInt()) : 0;
        }
    }
}
