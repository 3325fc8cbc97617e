package io.flywheel.scenarios.invented;

import io.flywheel.scenarios.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an invented company: who its customers are, how much they do, and what goes wrong. The same settings give the same
 * events, to the byte, on every machine.
 *
 * <p><b>Shape:</b> {@link #events} is lazy; the caller paces it, since the rate is one of event time and no clock is read. Events come
 * in arrival order: each arrives 0 to 5 s after it occurred, so they are a little out of order. Event times are spread evenly over each
 * second.
 *
 * <p><b>Units:</b> {@code eventsPerSecond} of event time; {@code duration} of event time from {@code start}, exclusive, null for no
 * end; {@code zipfExponent} at least 0, where 0 makes all customers equally busy. The named customers of {@link Cast#NAMED} are
 * among {@code customers} and share a fixed part of the events beside the law of Zipf.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for a number outside its range.
 */
public record Scenario(
        long seed,
        int customers,
        double eventsPerSecond,
        Instant start,
        @Nullable Duration duration,
        double zipfExponent,
        List<Incident> incidents) {

    private static final Duration DEMO_RUN = Duration.ofSeconds(90);
    private static final int DEMO_CUSTOMERS = 2_000;
    private static final double DEMO_EVENTS_PER_SECOND = 200;

    public Scenario {
        if (customers <= Cast.NAMED.size()) {
            throw new IllegalArgumentException(
                    "customers must be more than the " + Cast.NAMED.size() + " named ones: " + customers);
        }
        if (!(eventsPerSecond > 0 && eventsPerSecond < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("eventsPerSecond must be above 0 and finite: " + eventsPerSecond);
        }
        if (!(zipfExponent >= 0 && zipfExponent < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("zipfExponent must be at least 0 and finite: " + zipfExponent);
        }
        if (duration != null && duration.isNegative()) {
            throw new IllegalArgumentException("duration must not be negative: " + duration);
        }
        incidents = List.copyOf(incidents);
    }

    /** The demo: 2,000 customers, 200 events a second without end, the first incident 45 s after the start, all over after 90 s. */
    public static Scenario demo(long seed, Instant start) {
        return new Scenario(
                seed, DEMO_CUSTOMERS, DEMO_EVENTS_PER_SECOND, start, null, 1.0, Incident.plantedOver(DEMO_RUN));
    }

    /** The same company with another number of customers. */
    public Scenario withCustomers(int other) {
        return new Scenario(seed, other, eventsPerSecond, start, duration, zipfExponent, incidents);
    }

    /** The same company, busier or less busy. */
    public Scenario withEventsPerSecond(double other) {
        return new Scenario(seed, customers, other, start, duration, zipfExponent, incidents);
    }

    /** The same company watched for this long; its incidents stay where they are. */
    public Scenario withDuration(Duration other) {
        return new Scenario(seed, customers, eventsPerSecond, start, other, zipfExponent, incidents);
    }

    /** The same company with other incidents; an empty list is a quiet company. */
    public Scenario withIncidents(List<Incident> others) {
        return new Scenario(seed, customers, eventsPerSecond, start, duration, zipfExponent, others);
    }

    /** The events in arrival order, from the beginning at every call; without end if the scenario has no duration. */
    public Iterator<RecordedEvent> events() {
        return new ArrivalOrder(new Company(this));
    }
}
