package io.flywheel.dashboard.tables;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One part of the page, and how often its question is asked at most.
 *
 * <p><b>Shape:</b> the question is the file {@code panels/ID.sql}. Panels of tables that this database does not have yet say so.
 * <p><b>Source:</b> docs/reference/dashboard.md.
 */
public enum Panel {
    FRESHNESS(1),
    WHEEL(2),
    TURN(60),
    MOMENTUM(5),
    MARKS(2),
    CUSTOMERS(2),
    RUBS(10),
    HOTSPOTS(10),
    ALERTS(2),
    GROWTH(60),
    SEGMENTS(10),
    CHANNELS(10),
    SALES(60),
    DEALS(10),
    TICKETS(10),
    REPLIES(60),
    HANDOFFS(60),
    QUALITY(10);

    private final Duration every;
    private final String query;

    Panel(long seconds) {
        this.every = Duration.ofSeconds(seconds);
        this.query = Query.read("panels/" + id());
    }

    /** The name in addresses, events and files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Duration every() {
        return every;
    }

    String query() {
        return query;
    }

    public static Optional<Panel> of(String id) {
        return Arrays.stream(values()).filter(panel -> panel.id().equals(id)).findFirst();
    }
}
