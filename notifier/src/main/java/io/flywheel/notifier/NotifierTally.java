package io.flywheel.notifier;

import java.util.concurrent.atomic.AtomicLong;

/** What a notifier did since it started. */
public final class NotifierTally {

    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong stale = new AtomicLong();

    void add(Event event, long count) {
        of(event).addAndGet(count);
    }

    public long count(Event event) {
        return of(event).get();
    }

    /** What is counted. */
    public enum Event {
        DELIVERED,
        FAILED,
        DROPPED,
        SEEN,
        STALE
    }

    private AtomicLong of(Event event) {
        return switch (event) {
            case DELIVERED -> delivered;
            case FAILED -> failed;
            case DROPPED -> dropped;
            case SEEN -> seen;
            case STALE -> stale;
        };
    }

    @Override
    public String toString() {
        return delivered + " messages delivered, " + failed + " attempts failed, " + dropped + " messages dropped, "
                + seen + " alerts seen, " + stale + " of them too old";
    }
}
