package io.flywheel.scenarios.recorded;

import io.flywheel.schema.Priority;
import org.jspecify.annotations.Nullable;

/**
 * One line of the incident log, as far as it says what was known at that time.
 *
 * <p><b>Units:</b> {@code atMillis} is sys_updated_at, {@code changeNumber} sys_mod_count; the counts are totals so far.
 */
record IncidentUpdate(
        String incident,
        long atMillis,
        int changeNumber,
        String state,
        int reassignments,
        int reopenings,
        boolean withinSla,
        String caller,
        String contact,
        String category,
        @Nullable Priority priority,
        String team) {

    static final String UNKNOWN = "?";

    static @Nullable Priority priority(Row row) {
        return switch (row.text("priority")) {
            case "1 - Critical" -> Priority.urgent;
            case "2 - High" -> Priority.high;
            case "3 - Moderate" -> Priority.normal;
            case "4 - Low" -> Priority.low;
            case UNKNOWN -> null;
            default -> throw row.unreadable("priority", "1 - Critical, 2 - High, 3 - Moderate or 4 - Low");
        };
    }

    static @Nullable String known(String text) {
        return text.equals(UNKNOWN) ? null : text;
    }
}
