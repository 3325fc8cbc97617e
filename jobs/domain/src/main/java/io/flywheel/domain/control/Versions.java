package io.flywheel.domain.control;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing in its versions: a moment is judged by the highest that had begun by then and had not ended, and before all of them by what the job was started with.
 *
 * <p><b>Shape:</b> mutable, grows only; used by one thread. With a single version, which is the rule, asking costs one comparison.
 *
 * <p><b>Units:</b> event time in epoch milliseconds.
 *
 * <p><b>Source:</b> docs/reference/control.md.
 */
public final class Versions<T> implements InForce<T> {

    private final T first;
    /** Lowest version first. */
    private final List<Version<T>> later = new ArrayList<>(0);

    private record Version<T>(int number, T content, long fromMillis, long untilMillis) {
        boolean holdsAt(long momentMillis) {
            return momentMillis >= fromMillis && momentMillis < untilMillis;
        }
    }

    public Versions(T first) {
        this.first = first;
    }

    /** Takes in a version in any order; whether it is new. */
    public boolean add(int number, T content, long fromMillis, @Nullable Long untilMillis) {
        int place = later.size();
        while (place > 0 && later.get(place - 1).number() >= number) {
            place--;
        }
        if (place < later.size() && later.get(place).number() == number) {
            return false;
        }
        later.add(
                place, new Version<>(number, content, fromMillis, untilMillis == null ? Long.MAX_VALUE : untilMillis));
        return true;
    }

    @Override
    public T at(long momentMillis) {
        for (int i = later.size() - 1; i >= 0; i--) {
            if (later.get(i).holdsAt(momentMillis)) {
                return later.get(i).content();
            }
        }
        return first;
    }

    /** The highest version, in force or not: it knows all that any earlier one knows. */
    public T latest() {
        return later.isEmpty() ? first : later.get(later.size() - 1).content();
    }
}
