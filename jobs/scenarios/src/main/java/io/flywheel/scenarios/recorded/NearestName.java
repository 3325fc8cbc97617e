package io.flywheel.scenarios.recorded;

import java.util.Collection;
import java.util.Comparator;

/**
 * Finds the name somebody probably meant.
 *
 * <p><b>Units:</b> nearness is the number of letters to insert, delete or replace; a name further away than a third of its length, or
 * two letters, is no suggestion.
 */
final class NearestName {

    private NearestName() {}

    /** A half sentence that suggests the nearest name, or nothing if none is near. */
    static String hint(String found, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(found, name) <= Math.max(2, name.length() / 3))
                .min(Comparator.comparingInt(name -> distance(found, name)))
                .map(name -> " (did you mean \"" + name + "\"?)")
                .orElse("");
    }

    /** Levenshtein's distance, one row of the table at a time. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
