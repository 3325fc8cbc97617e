package io.flywheel.scenarios.outcomes;

import io.flywheel.scenarios.RecordedEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * When something happened with each customer.
 *
 * <p><b>Units:</b> epoch milliseconds in order; intervals include their beginning and not their end.
 */
final class Times {

    private final long[] sorted;

    private Times(long[] sorted) {
        this.sorted = sorted;
    }

    /** By customer the times of the events that are meant; customers without any are left out, and so are events without a customer. */
    static Map<String, Times> of(List<RecordedEvent> events, Predicate<RecordedEvent> isMeant) {
        Map<String, List<RecordedEvent>> byCustomer = new TreeMap<>();
        for (RecordedEvent event : events) {
            if (!event.key().isEmpty() && isMeant.test(event)) {
                byCustomer
                        .computeIfAbsent(event.key(), customer -> new ArrayList<>())
                        .add(event);
            }
        }
        Map<String, Times> times = new TreeMap<>();
        byCustomer.forEach((customer, its) -> times.put(
                customer,
                new Times(its.stream()
                        .mapToLong(RecordedEvent::occurredAtMillis)
                        .sorted()
                        .toArray())));
        return times;
    }

    boolean anyWithin(long fromMillis, long untilMillis) {
        return before(untilMillis) > before(fromMillis);
    }

    long first() {
        return sorted[0];
    }

    private int before(long millis) {
        int place = Arrays.binarySearch(sorted, millis);
        if (place < 0) {
            return -1 - place;
        }
        while (place > 0 && sorted[place - 1] == millis) {
            place--;
        }
        return place;
    }
}
