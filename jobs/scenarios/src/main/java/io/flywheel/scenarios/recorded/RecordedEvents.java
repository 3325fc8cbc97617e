package io.flywheel.scenarios.recorded;

import io.flywheel.scenarios.RecordedEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a recorded file gave: its events, and an account of its lines that adds up.
 *
 * <p><b>Shape:</b> {@code events} are in the order the reader states, not yet in arrival order. {@code linesWithoutOwnEvent} counts by
 * reason the data lines that gave no event of their own; {@code additionalEvents} counts events beyond the first of a line. So
 * {@code linesRead = events − additionalEvents + Σ linesWithoutOwnEvent}, which the constructor checks.
 *
 * <p><b>Units:</b> lines are data lines: neither the header nor blank lines count.
 */
public record RecordedEvents(
        List<RecordedEvent> events, long linesRead, Map<String, Long> linesWithoutOwnEvent, long additionalEvents) {

    public RecordedEvents {
        events = List.copyOf(events);
        linesWithoutOwnEvent = Map.copyOf(linesWithoutOwnEvent);
        long accounted = events.size()
                - additionalEvents
                + linesWithoutOwnEvent.values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
        if (linesRead != accounted) {
            throw new IllegalArgumentException(
                    "every line must be accounted for: " + linesRead + " lines read, " + accounted + " accounted for");
        }
    }

    /** The account of a file in which every line is one event. */
    static RecordedEvents onePerLine(List<RecordedEvent> events) {
        return new RecordedEvents(events, events.size(), Map.of(), 0);
    }

    @Override
    public String toString() {
        return "RecordedEvents[" + events.size() + " events from " + linesRead
                + " lines, without an event of their own " + new TreeMap<>(linesWithoutOwnEvent) + ", additional "
                + additionalEvents + "]";
    }
}
