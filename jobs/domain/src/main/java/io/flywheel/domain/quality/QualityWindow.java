package io.flywheel.domain.quality;

import java.util.Map;
import java.util.TreeMap;

/**
 * What arrived on one stream in one hour, and what became of it.
 *
 * <p><b>Units:</b> counts of records; {@code windowStartMillis} is the start of the hour of arrival (timestamp of the Kafka record).
 * received = accepted + duplicates + late + rejected. {@code rejectedByReason} adds up to rejected; {@code unmappedTypes} counts accepted custom events
 * without a meaning in the catalogue by name; of more than {@value #MOST_NAMES} names the first in alphabetical order are kept, whatever the order of arrival,
 * and the rest is counted under {@value #OTHER_NAMES}.
 *
 * <p><b>Shape:</b> persisted: components may be added, none renamed and no type changed.
 */
public record QualityWindow(
        String stream,
        long windowStartMillis,
        long received,
        long accepted,
        long duplicates,
        long late,
        long rejected,
        Map<String, Long> rejectedByReason,
        Map<String, Long> unmappedTypes) {

    static final int MOST_NAMES = 100;

    /** No event can have this name beside a kept one: it stands for all that are not kept. */
    static final String OTHER_NAMES = "(others)";

    /** Accepts what an older savepoint lacks: Flink passes null for a component added later. */
    public QualityWindow {
        rejectedByReason = rejectedByReason == null ? Map.of() : Map.copyOf(rejectedByReason);
        unmappedTypes = unmappedTypes == null ? Map.of() : Map.copyOf(unmappedTypes);
    }

    /** The window that a number belongs to, before anything was counted. */
    public static QualityWindow startOf(QualityCount count) {
        return new QualityWindow(count.stream().word(), count.windowStartMillis(), 0, 0, 0, 0, 0, Map.of(), Map.of());
    }

    /** This window with one more number in it. */
    public QualityWindow plus(QualityCount count) {
        long n = count.count();
        return switch (count.counted()) {
            case ACCEPTED -> plus(n, n, 0, 0, 0, rejectedByReason, unmappedTypes);
            case DUPLICATE -> plus(n, 0, n, 0, 0, rejectedByReason, unmappedTypes);
            case LATE -> plus(n, 0, 0, n, 0, rejectedByReason, unmappedTypes);
            case REFUSED -> plus(n, 0, 0, 0, n, sums(rejectedByReason, count), unmappedTypes);
            case UNMAPPED -> plus(0, 0, 0, 0, 0, rejectedByReason, firstNames(sums(unmappedTypes, count)));
        };
    }

    private QualityWindow plus(
            long moreReceived,
            long moreAccepted,
            long moreDuplicates,
            long moreLate,
            long moreRejected,
            Map<String, Long> reasons,
            Map<String, Long> names) {
        return new QualityWindow(
                stream,
                windowStartMillis,
                received + moreReceived,
                accepted + moreAccepted,
                duplicates + moreDuplicates,
                late + moreLate,
                rejected + moreRejected,
                reasons,
                names);
    }

    private static TreeMap<String, Long> sums(Map<String, Long> counts, QualityCount count) {
        TreeMap<String, Long> sums = new TreeMap<>(counts);
        sums.merge(count.detail(), count.count(), Long::sum);
        return sums;
    }

    private static Map<String, Long> firstNames(TreeMap<String, Long> counts) {
        long others = counts.containsKey(OTHER_NAMES) ? counts.remove(OTHER_NAMES) : 0;
        while (counts.size() > MOST_NAMES) {
            others += counts.pollLastEntry().getValue();
        }
        if (others > 0) {
            counts.put(OTHER_NAMES, others);
        }
        return counts;
    }
}
