package io.flywheel.scenarios;

import static java.util.Comparator.comparingLong;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * What a rough network does to a stream of events: some come later than others, and some come twice. A replay applies it to show that the
 * tables do not depend on the order or the number of deliveries.
 *
 * <p><b>Shape:</b> events are put into arrival order first (ties keep their order); each is then sent at its arrival time plus a
 * displacement drawn evenly from 0 (inclusive) to {@code shuffle} (exclusive). With probability {@code duplicates} the same event is sent
 * once more, with a displacement of its own. No event is lost and none is altered: timestamps and payload stay as they are, only the
 * order of sending changes. The same seed and input give the same order, and an event that may not be duplicated does not change what
 * happens to the others.
 *
 * <p><b>Units:</b> {@code shuffle} counts in milliseconds of arrival time; {@code duplicates} is a ratio from 0 to 1.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for a negative shuffle or a ratio outside 0 to 1.
 */
public record Disturbance(Duration shuffle, double duplicates, long seed) {

    public Disturbance {
        if (shuffle.isNegative()) {
            throw new IllegalArgumentException("shuffle must not be negative: " + shuffle);
        }
        if (!(duplicates >= 0 && duplicates <= 1)) {
            throw new IllegalArgumentException("duplicates must be a ratio from 0 to 1: " + duplicates);
        }
    }

    /** Nothing is disturbed: events are sent once, in arrival order. */
    public static Disturbance none() {
        return new Disturbance(Duration.ZERO, 0, 0);
    }

    /** The events in the order they are sent; any event may be duplicated. */
    public List<RecordedEvent> applyTo(List<RecordedEvent> events) {
        return applyTo(events, event -> true);
    }

    /**
     * The events in the order they are sent; only those that the predicate accepts may be sent twice.
     *
     * <p><b>Shape:</b> the result is longer than the input by exactly the number of duplicates sent.
     */
    public List<RecordedEvent> applyTo(List<RecordedEvent> events, Predicate<RecordedEvent> mayComeTwice) {
        List<RecordedEvent> inArrivalOrder = new ArrayList<>(events);
        inArrivalOrder.sort(comparingLong(RecordedEvent::arrivedAtMillis));
        SplittableRandom random = new SplittableRandom(seed);
        List<Delivery> deliveries = new ArrayList<>((int) (events.size() * (1 + duplicates)) + 1);
        for (RecordedEvent event : inArrivalOrder) {
            Delivery first = delivery(event, random.nextDouble());
            double chance = random.nextDouble();
            Delivery second = delivery(event, random.nextDouble());
            deliveries.add(first);
            if (chance < duplicates && mayComeTwice.test(event)) {
                deliveries.add(second);
            }
        }
        deliveries.sort(comparingLong(Delivery::sentAtMillis));
        return deliveries.stream().map(Delivery::event).toList();
    }

    private Delivery delivery(RecordedEvent event, double share) {
        return new Delivery(event.arrivedAtMillis() + (long) (share * shuffle.toMillis()), event);
    }

    private record Delivery(long sentAtMillis, RecordedEvent event) {}
}
