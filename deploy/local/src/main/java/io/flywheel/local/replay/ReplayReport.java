package io.flywheel.local.replay;

import java.util.SortedMap;

/**
 * What a replay did: read = accepted + duplicates + late + rejected.
 *
 * <p><b>Units:</b> counts of records; {@code seconds} from the first record sent to the last row written; bytes of resident memory of all parts together,
 * -1 where unknown. {@code copies} are those of them that {@code --duplicates} added; {@code lines} is what the file holds.
 */
public record ReplayReport(
        String source,
        long lines,
        long read,
        long copies,
        long accepted,
        long duplicates,
        long late,
        long rejected,
        SortedMap<String, Long> rejectedByReason,
        SortedMap<String, Long> unmappedTypes,
        long customers,
        double seconds,
        double eventsPerSecond,
        long rowsWritten,
        int dumpedTables,
        long peakRssBytes) {}
