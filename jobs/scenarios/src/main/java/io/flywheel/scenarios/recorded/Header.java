package io.flywheel.scenarios.recorded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The first line of a table: where each needed column stands. Columns that nobody needs are never looked at. */
record Header(Map<String, Integer> positions, int width) {

    /**
     * The header of a file, checked.
     *
     * <p><b>Errors:</b> {@link UnreadableEventException} that names every needed column that is missing.
     */
    static Header of(List<String> names, List<String> needed, Place place) {
        Map<String, Integer> positions = new HashMap<>();
        for (int position = 0; position < names.size(); position++) {
            positions.putIfAbsent(names.get(position).strip(), position);
        }
        List<String> missing =
                needed.stream().filter(name -> !positions.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw place.unreadable(
                    String.join(",", missing),
                    "a header with the columns " + String.join(",", needed),
                    String.join(",", names),
                    "check that the file belongs to the chosen source");
        }
        positions.keySet().retainAll(needed);
        return new Header(Map.copyOf(positions), names.size());
    }
}
