package io.flywheel.domain.friction.clicks;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts that occur again and again in the facts of one customer, written once each: pages, targets, sessions, sources.
 *
 * <p><b>Shape:</b> a text is its place in the list plus one; 0 is no text.
 */
final class SharedTexts {

    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    /** Writes the place of a text, which is added if it is new. */
    void put(@Nullable String text, StateWriter out) {
        if (text == null) {
            out.putCount(0);
            return;
        }
        Integer place = places.get(text);
        if (place == null) {
            texts.add(text);
            place = texts.size();
            places.put(text, place);
        }
        out.putCount(place);
    }

    /** The text at the place that comes next, or null. */
    @Nullable
    String get(StateReader in) {
        int place = in.getCount();
        return place == 0 ? null : texts.get(place - 1);
    }

    String getPresent(StateReader in) {
        String text = get(in);
        if (text == null) {
            throw new IllegalStateException("the clicks of a customer lack a text in the state");
        }
        return text;
    }

    void write(StateWriter out) {
        out.putCount(texts.size());
        texts.forEach(out::putText);
    }

    static SharedTexts read(StateReader in) {
        SharedTexts shared = new SharedTexts();
        for (int left = in.getCountOf(1); left > 0; left--) {
            shared.texts.add(in.getPresentText());
        }
        return shared;
    }
}
