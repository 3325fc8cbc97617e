package io.flywheel.scenarios.invented;

import static java.util.Comparator.comparingLong;

import io.flywheel.scenarios.RecordedEvent;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Turns events in the order they occur into events in the order they arrive, holding back no more than a few seconds of them.
 *
 * <p><b>Shape:</b> an event may be released once something occurred after it arrived, for all that follows arrives later still. Events
 * that arrive in the same millisecond keep the order in which they occurred.
 */
final class ArrivalOrder implements Iterator<RecordedEvent> {

    private final Iterator<RecordedEvent> occurring;
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(comparingLong(Waiting::arrivedAtMillis).thenComparingLong(Waiting::sequence));
    private long occurred;
    private long occurredAtMillis = Long.MIN_VALUE;

    ArrivalOrder(Iterator<RecordedEvent> occurring) {
        this.occurring = occurring;
    }

    @Override
    public boolean hasNext() {
        return !waiting.isEmpty() || occurring.hasNext();
    }

    @Override
    public RecordedEvent next() {
        while (occurring.hasNext() && !isReleased(waiting.peek())) {
            RecordedEvent event = occurring.next();
            occurredAtMillis = event.occurredAtMillis();
            waiting.add(new Waiting(occurred++, event));
        }
        Waiting first = waiting.poll();
        if (first == null) {
            throw new NoSuchElementException("the scenario is over");
        }
        return first.event();
    }

    private boolean isReleased(@Nullable Waiting first) {
        return first != null && first.arrivedAtMillis() < occurredAtMillis;
    }

    private record Waiting(long sequence, RecordedEvent event) {
        long arrivedAtMillis() {
            return event.arrivedAtMillis();
        }
    }
}
