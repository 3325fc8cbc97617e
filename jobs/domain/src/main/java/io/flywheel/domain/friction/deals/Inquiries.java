package io.flywheel.domain.friction.deals;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.friction.Found;
import io.flywheel.domain.friction.service.ServiceTarget;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A customer's inquiries that nobody may have answered, and when somebody turned to the customer.
 *
 * <p><b>Shape:</b> a waiting begins with an inquiry and ends with the first touch or when its time is up; what else is asked until then belongs to it. Of a waiting that is not over for certain, only
 * the inquiry with which it began is kept from before the horizon.
 *
 * <p><b>Units:</b> epoch milliseconds.
 *
 * <p><b>Source:</b> docs/reference/friction-deals.md, "Speed to lead".
 */
final class Inquiries {

    private final List<Inquiry> asked = new ArrayList<>(1);
    private final NavigableSet<Long> touches = new TreeSet<>();

    /** Takes an activity in any order; the same event twice counts once. */
    void take(Activity activity, DealSettings settings) {
        if (settings.leadTarget() == null) {
            return;
        }
        if (activity.isByCustomer() && settings.inquiries().contains(activity.kind())) {
            add(Inquiry.of(activity));
        } else if (isTouch(activity)) {
            touches.add(activity.occurredAtMillis());
        }
    }

    private static boolean isTouch(Activity activity) {
        if (activity.actor() != Actor.AGENT) {
            return false;
        }
        return switch (activity.kind()) {
            case OUTBOUND_CALL, ACTIVITY_LOGGED, MEETING_BOOKED, CALL_ANSWERED -> true;
            case REPLIED -> activity.isPublic();
            default -> false;
        };
    }

    private void add(Inquiry inquiry) {
        int place = asked.size();
        while (place > 0 && Inquiry.ORDER.compare(inquiry, asked.get(place - 1)) < 0) {
            place--;
        }
        if (asked.stream().noneMatch(inquiry::isSameEvent)) {
            asked.add(place, inquiry);
        }
    }

    void find(DealSettings settings, Found found) {
        walk(Long.MAX_VALUE, settings, found);
    }

    /** Hands out what is certain because the waiting was over before the horizon. */
    void settle(long horizonMillis, DealSettings settings, Consumer<Finding> certain) {
        int over = walk(horizonMillis, settings, (finding, from) -> certain.accept(finding));
        asked.subList(0, over).clear();
        if (!asked.isEmpty()) {
            asked.subList(1, asked.size()).removeIf(other -> other.atMillis() < horizonMillis);
        }
        touches.headSet(horizonMillis).clear();
    }

    /** Tells of the waitings that are over before a moment, and returns how many inquiries belong to them. */
    private int walk(long endMillis, DealSettings settings, Found found) {
        ServiceTarget target = settings.leadTarget();
        if (target == null) {
            return asked.size();
        }
        int next = 0;
        while (next < asked.size()) {
            Inquiry first = asked.get(next);
            long due = first.dueMillis(target, settings);
            Long touch = touches.ceiling(first.atMillis());
            boolean answered = touch != null && touch <= due;
            long over = answered ? touch : due;
            if (over >= endMillis) {
                return next;
            }
            if (!answered) {
                found.tell(first.leftWaiting(due), due);
            }
            while (next < asked.size() && asked.get(next).atMillis() <= over) {
                next++;
            }
        }
        return next;
    }

    boolean isEmpty() {
        return asked.isEmpty() && touches.isEmpty();
    }

    void write(StateWriter out) {
        out.putCount(asked.size());
        asked.forEach(inquiry -> inquiry.write(out));
        out.putCount(touches.size());
        long before = 0;
        for (long at : touches) {
            out.putSigned(at - before);
            before = at;
        }
    }

    static Inquiries read(StateReader in) {
        Inquiries read = new Inquiries();
        for (int i = in.getCountOf(Inquiry.LEAST_BYTES); i > 0; i--) {
            read.asked.add(Inquiry.read(in));
        }
        long at = 0;
        for (int i = in.getCountOf(1); i > 0; i--) {
            at += in.getSigned();
            read.touches.add(at);
        }
        return read;
    }
}
