package io.flywheel.app.config;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the word that somebody probably meant. */
public final class Suggestion {

    private static final int FARTHEST = 4;

    private Suggestion() {}

    /** A question to append to an error, or nothing if no known word is near. */
    public static String didYouMean(String word, Collection<String> known) {
        LevenshteinDistance distance = new LevenshteinDistance(FARTHEST);
        return known.stream()
                .filter(candidate -> distance.apply(word, candidate) >= 0)
                .min(Comparator.<String>comparingInt(candidate -> distance.apply(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .map(candidate -> "; did you mean '" + candidate + "'?")
                .orElse("");
    }
}
