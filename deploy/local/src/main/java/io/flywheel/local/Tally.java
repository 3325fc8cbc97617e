package io.flywheel.local;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the records that arrived.
 *
 * <p><b>Units:</b> counts of records; {@code rejectedByReason} adds up to {@code rejected}; {@code unmappedTypes} are accepted events whose own name has no meaning in the catalogue.
 */
public record Tally(
        long accepted,
        long duplicates,
        long late,
        long rejected,
        SortedMap<String, Long> rejectedByReason,
        SortedMap<String, Long> unmappedTypes) {

    public Tally {
        rejectedByReason = new TreeMap<>(rejectedByReason);
        unmappedTypes = new TreeMap<>(unmappedTypes);
    }

    public static Tally of(
            long accepted,
            long duplicates,
            long late,
            Map<String, Long> rejectedByReason,
            Map<String, Long> unmappedTypes) {
        long rejected =
                rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
        return new Tally(
                accepted, duplicates, late, rejected, new TreeMap<>(rejectedByReason), new TreeMap<>(unmappedTypes));
    }

    /** All records that the job has judged. */
    public long received() {
        return accepted + duplicates + late + rejected;
    }

    /** What came after an earlier tally of the same tables. */
    public Tally since(Tally earlier) {
        return of(
                accepted - earlier.accepted,
                duplicates - earlier.duplicates,
                late - earlier.late,
                less(rejectedByReason, earlier.rejectedByReason),
                less(unmappedTypes, earlier.unmappedTypes));
    }

    private static Map<String, Long> less(Map<String, Long> counts, Map<String, Long> earlier) {
        Map<String, Long> rest = new TreeMap<>(counts);
        earlier.forEach((name, count) -> rest.merge(name, -count, Long::sum));
        rest.values().removeIf(count -> count == 0);
        return rest;
    }
}
