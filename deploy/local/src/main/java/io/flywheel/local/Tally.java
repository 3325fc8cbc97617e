package io.flywheel.local;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the records that arrived.
 *
 * <p><b>Units:</b> counts of records; {@code rejectedByReason} adds up to {@code rejected}.
 */
public record Tally(
        long accepted, long duplicates, long late, long rejected, SortedMap<String, Long> rejectedByReason) {

    public Tally {
        rejectedByReason = new TreeMap<>(rejectedByReason);
    }

    public static Tally of(long accepted, long duplicates, long late, Map<String, Long> rejectedByReason) {
        long rejected =
                rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
        return new Tally(accepted, duplicates, late, rejected, new TreeMap<>(rejectedByReason));
    }

    /** All records that the job has judged. */
    public long received() {
        return accepted + duplicates + late + rejected;
    }
}
