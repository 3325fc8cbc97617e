package io.flywheel.domain.control;

import java.util.Arrays;
import java.util.Optional;

/** What a control record decides about. Persisted: append only. */
public enum ControlKind {
    RULES("rules"),
    SILENCE("silence"),
    ACKNOWLEDGEMENT("acknowledgement"),
    CATALOGUE("catalogue"),
    DETECTORS("detectors"),
    MODEL("model"),
    ERASURE("erasure");

    private final String word;

    ControlKind(String word) {
        this.word = word;
    }

    /** The word used in tables and topics. */
    public String word() {
        return word;
    }

    public static Optional<ControlKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
