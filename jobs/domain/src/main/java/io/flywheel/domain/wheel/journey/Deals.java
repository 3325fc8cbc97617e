package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The deals of a customer by their ids: every one ever, for a closed deal may be opened again. */
final class Deals {

    private static final int LEAST_BYTES = 11;

    private final Map<String, Deal> byId = new TreeMap<>();

    /** An activity of the deals stream belongs to the deal that it names; one that names none to no deal. */
    void fold(Signal signal) {
        String id = signal.objectRef();
        if (id != null && signal.facts().kind().stream() == EventStream.DEALS) {
            byId.computeIfAbsent(id, Deal::new).fold(signal);
        }
    }

    List<DealRow> rowsSince(long millis) {
        List<DealRow> rows = new ArrayList<>();
        for (Deal deal : byId.values()) {
            if (deal.isActiveSince(millis)) {
                rows.add(deal.row());
            }
        }
        return rows;
    }

    void settle(long horizonMillis) {
        byId.values().forEach(deal -> deal.settle(horizonMillis));
    }

    void write(StateWriter out) {
        out.putCount(byId.size());
        byId.values().forEach(deal -> deal.write(out));
    }

    static Deals read(StateReader in) {
        Deals deals = new Deals();
        for (int i = in.getCountOf(LEAST_BYTES); i > 0; i--) {
            Deal deal = Deal.read(in);
            deals.byId.put(deal.id, deal);
        }
        return deals;
    }
}
