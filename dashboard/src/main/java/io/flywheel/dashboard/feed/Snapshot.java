package io.flywheel.dashboard.feed;

import io.flywheel.dashboard.tables.Panel;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the page knows at one moment; never changed, only replaced.
 *
 * @param number counts the questions to the database since the start
 * @param awaySince since when the database has not answered; null while it does
 */
public record Snapshot(long number, Instant at, @Nullable Instant awaySince, Map<Panel, PanelState> panels) {

    public Snapshot {
        panels = Collections.unmodifiableMap(copy(panels));
    }

    static Snapshot first(Instant at) {
        return new Snapshot(0, at, null, Map.of());
    }

    private static Map<Panel, PanelState> copy(Map<Panel, PanelState> panels) {
        Map<Panel, PanelState> copy = new EnumMap<>(Panel.class);
        copy.putAll(panels);
        return copy;
    }
}
