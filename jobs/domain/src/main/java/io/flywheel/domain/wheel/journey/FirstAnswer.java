package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When somebody first answered, though what is answered may yet turn out to have been earlier.
 *
 * <p><b>Shape:</b> times that may be the answer: the question only moves back, and not before the horizon, so those after the answer of now and those before both the question and the
 * horizon are never asked for.
 *
 * <p><b>Units:</b> event time in epoch milliseconds; a question not asked yet is {@link ValueEvents#NEVER}.
 */
final class FirstAnswer {

    private final NavigableSet<Long> candidates = new TreeSet<>();

    void add(long atMillis) {
        candidates.add(atMillis);
    }

    @Nullable
    Long to(long questionMillis) {
        return candidates.ceiling(questionMillis);
    }

    void forget(long questionMillis, long horizonMillis) {
        Long answer = to(questionMillis);
        if (answer != null) {
            candidates.tailSet(answer, false).clear();
        }
        candidates.headSet(Math.min(questionMillis, horizonMillis)).clear();
    }

    void write(StateWriter out) {
        out.putCount(candidates.size());
        long before = 0;
        for (long at : candidates) {
            out.putSigned(at - before);
            before = at;
        }
    }

    static FirstAnswer read(StateReader in) {
        FirstAnswer answer = new FirstAnswer();
        long at = 0;
        for (int i = in.getCountOf(1); i > 0; i--) {
            at += in.getSigned();
            answer.candidates.add(at);
        }
        return answer;
    }
}
