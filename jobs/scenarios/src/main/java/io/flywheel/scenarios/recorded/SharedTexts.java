package io.flywheel.scenarios.recorded;

import java.util.HashMap;
import java.util.Map;

/** Keeps one copy of texts that come again and again, such as customers and pages, so that half a million events stay small in memory. */
final class SharedTexts {

    private final Map<String, String> texts = new HashMap<>();

    String share(String text) {
        String known = texts.putIfAbsent(text, text);
        return known == null ? text : known;
    }
}
