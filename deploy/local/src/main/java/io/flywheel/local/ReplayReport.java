package io.flywheel.local;

import java.util.SortedMap;

/**
 * What a replay did: read + repeated = accepted + duplicates + late + rejected.
 *
 * <p><b>Units:</b> counts of records; {@code seconds} from the first record sent to the last row written; bytes of resident memory of all parts together,
 * -1 where unknown. {@code repeated} are the copies that {@code --duplicates} added.
 */
public record ReplayReport(
        String source,
        long read,
        long repeated,
        long accepted,
        long duplicates,
        long late,
        long rejected,
        SortedMap<String, Long> rejectedByReason,
        long customers,
        double seconds,
        double eventsPerSecond,
        long rowsWritten,
        int dumpedTables,
        long peakRssBytes) {}
