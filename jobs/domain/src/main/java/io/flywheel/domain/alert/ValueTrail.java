package io.flywheel.domain.alert;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/**
 * What a rule's value was at the full hours behind its subject, so that the rule can ask how far it has come since.
 *
 * <p><b>Shape:</b> mutable. Begins when the subject becomes one of the rule's, and holds one number for each full hour from then on, at most those of the span that is asked for. An hour once filled in stays as it
 * is: it tells what was known then.
 *
 * <p><b>Units:</b> event time in epoch milliseconds.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Changes".
 */
final class ValueTrail {

    static final long STEP_MILLIS = Duration.ofHours(1).toMillis();

    private String of = "";
    private long firstMillis;
    private final List<Double> values = new ArrayList<>();

    boolean isKept() {
        return !of.isEmpty();
    }

    /** Begins at a moment, unless it has begun already with the same expression. */
    void begin(ValueChange change, long fromMillis) {
        if (!of.equals(change.of())) {
            end();
            of = change.of();
            firstMillis = -Math.floorDiv(-fromMillis, STEP_MILLIS) * STEP_MILLIS;
        }
    }

    /** Fills in the hours before a moment with what the value became by itself, and forgets those that nobody asks for any more. */
    void extend(ValueChange change, long untilMillis, LongToDoubleFunction valueAt) {
        if (!of.equals(change.of())) {
            return;
        }
        long oldest = hour(untilMillis - change.overMillis());
        int gone = (int) Math.min(values.size(), Math.max(0, (oldest - firstMillis) / STEP_MILLIS));
        values.subList(0, gone).clear();
        firstMillis = values.isEmpty() ? Math.max(firstMillis, oldest) : firstMillis + gone * STEP_MILLIS;
        for (long at = firstMillis + values.size() * STEP_MILLIS; at < untilMillis; at += STEP_MILLIS) {
            values.add(valueAt.applyAsDouble(at));
        }
    }

    /** The value at the last full hour until a moment; NaN if it was not followed then. */
    double at(long atMillis) {
        long number = (hour(atMillis) - firstMillis) / STEP_MILLIS;
        return hour(atMillis) < firstMillis || number >= values.size() ? Double.NaN : values.get((int) number);
    }

    void end() {
        of = "";
        firstMillis = 0;
        values.clear();
    }

    private static long hour(long millis) {
        return Math.floorDiv(millis, STEP_MILLIS) * STEP_MILLIS;
    }

    /** Writes the packed trail; the layout is that of {@link AlertBook}. */
    void write(StateWriter out) {
        out.putText(of);
        if (isKept()) {
            out.putLong(firstMillis);
            out.putCount(values.size());
            values.forEach(out::putDouble);
        }
    }

    static ValueTrail read(StateReader in) {
        ValueTrail trail = new ValueTrail();
        trail.of = in.getPresentText();
        if (trail.isKept()) {
            trail.firstMillis = in.getLong();
            for (int left = in.getCountOf(1); left > 0; left--) {
                trail.values.add(in.getDouble());
            }
        }
        return trail;
    }
}
