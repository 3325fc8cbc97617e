package io.flywheel.domain.customer;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The few events of one kind of signal that weigh most, whatever the moment they are looked at.
 *
 * <p>All weights of one signal fade with one half-life, so which of two weighs more never changes: events are ranked by log2(weight) + time / half-life, equal ones
 * by the later time and then by id. Keeping the first three of such a ranking gives the same three for any order of events.
 */
final class Evidence {

    static final int KEPT = 3;

    private final List<Item> items = new ArrayList<>(KEPT);
    private @Nullable List<String> eventIds;

    private record Item(String eventId, long atMillis, long weightThousandths) {

        double rank(long halfLifeMillis) {
            return Math.log(Math.max(weightThousandths, 1)) / Math.log(2) + (double) atMillis / halfLifeMillis;
        }

        boolean outranks(Item other, long halfLifeMillis) {
            // of equal weights the later one counts more; most signals have one weight, and a logarithm is dear
            if (weightThousandths != other.weightThousandths) {
                int byRank = Double.compare(rank(halfLifeMillis), other.rank(halfLifeMillis));
                if (byRank != 0) {
                    return byRank > 0;
                }
            }
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime > 0 : eventId.compareTo(other.eventId) < 0;
        }
    }

    void add(String eventId, long atMillis, long weightThousandths, long halfLifeMillis) {
        Item item = new Item(eventId, atMillis, weightThousandths);
        int place = items.size();
        while (place > 0 && item.outranks(items.get(place - 1), halfLifeMillis)) {
            place--;
        }
        if (place == KEPT) {
            return;
        }
        if (items.size() == KEPT) {
            items.remove(KEPT - 1);
        }
        items.add(place, item);
        eventIds = null;
    }

    /** Ids, heaviest first; the same unchanging list until the next addition, because most readings change few signals. */
    List<String> eventIds() {
        List<String> ids = eventIds;
        if (ids == null) {
            ids = idsOf(items);
            eventIds = ids;
        }
        return ids;
    }

    private static List<String> idsOf(List<Item> items) {
        String[] ids = new String[items.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = items.get(i).eventId();
        }
        return List.of(ids);
    }

    void write(StateWriter out) {
        out.putCount(items.size());
        for (Item item : items) {
            out.putText(item.eventId());
            out.putSigned(item.atMillis());
            out.putCount(item.weightThousandths());
        }
    }

    static Evidence read(StateReader in) {
        Evidence evidence = new Evidence();
        int count = in.getCount();
        for (int i = 0; i < count; i++) {
            evidence.items.add(new Item(in.getPresentText(), in.getSigned(), in.getVariable()));
        }
        return evidence;
    }
}
