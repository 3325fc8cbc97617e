package io.flywheel.domain.friction.deals;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.control.InForce;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.friction.Found;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A customer's inquiries that nobody may have answered, and when somebody turned to the customer.
 *
 * <p><b>Shape:</b> a waiting begins with an inquiry and ends with the first touch or when its time is up; what else is asked until then belongs to it. Of a waiting that is not over for certain, only
 * the inquiry with which it began is kept from before the horizon. One that was left goes on waiting for its first touch until it is forgotten, so that how long it took is known beyond the target.
 *
 * <p><b>Units:</b> epoch milliseconds.
 *
 * <p><b>Source:</b> docs/reference/friction-deals.md, "Speed to lead".
 */
final class Inquiries {

    private static final ActivityKind[] KINDS = ActivityKind.values();

    private final List<Inquiry> asked = new ArrayList<>(1);
    /** Those whose time is up for certain and who were touched before the horizon by nobody, in their order. */
    private final List<Inquiry> left = new ArrayList<>(0);
    /** What turned to the customer, by its moment; the first kind of several at one moment. */
    private final NavigableMap<Long, ActivityKind> touches = new TreeMap<>();

    /** Takes an activity in any order; the same event twice counts once. */
    void take(Activity activity, InForce<DealSettings> settings) {
        if (activity.isByCustomer()
                && settings.at(activity.occurredAtMillis()).inquiries().contains(activity.kind())) {
            add(Inquiry.of(activity));
        } else if (isTouch(activity)) {
            touches.merge(
                    activity.occurredAtMillis(),
                    activity.kind(),
                    (one, other) -> one.compareTo(other) <= 0 ? one : other);
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

    void find(InForce<DealSettings> settings, Found found) {
        walk(Long.MAX_VALUE, settings, (waiting, others) -> tell(waiting, found));
    }

    private static void tell(Waiting waiting, Found found) {
        if (waiting.isLeft()) {
            long due = waiting.overMillis();
            found.tell(waiting.first.leftWaiting(due), due);
        }
    }

    /** Tells the rows as of a watermark that may differ from what was told when they were settled. */
    void rows(long watermarkMillis, InForce<DealSettings> settings, Consumer<InquiryRow> rows) {
        for (Inquiry one : left) {
            Waiting waiting = new Waiting(one, settings);
            if (waiting.touchMillis != null) {
                rows.accept(waiting.row(watermarkMillis));
            }
        }
        walk(Long.MAX_VALUE, settings, (waiting, others) -> {
            rows.accept(waiting.row(watermarkMillis));
            others.forEach(other -> rows.accept(repeated(other)));
        });
    }

    /** Hands out what is certain because the waiting was over before the horizon, and the rows of what is left to wait or forgotten. */
    void settle(
            long horizonMillis,
            InForce<DealSettings> settings,
            Consumer<Finding> certain,
            Consumer<InquiryRow> lastRows) {
        left.removeIf(one -> settle(new Waiting(one, settings), horizonMillis, lastRows));
        int over = walk(horizonMillis, settings, (waiting, others) -> {
            tell(waiting, (finding, from) -> certain.accept(finding));
            others.forEach(other -> lastRows.accept(repeated(other)));
            if (!settle(waiting, horizonMillis, lastRows)) {
                left.add(waiting.first);
                lastRows.accept(waiting.row(horizonMillis));
            }
        });
        asked.subList(0, over).clear();
        settleRepeated(horizonMillis, lastRows);
        touches.headMap(horizonMillis).clear();
    }

    private static boolean settle(Waiting waiting, long horizonMillis, Consumer<InquiryRow> lastRows) {
        boolean certain = waiting.endMillis() < horizonMillis;
        if (certain) {
            lastRows.accept(waiting.row(horizonMillis));
        }
        return certain;
    }

    /** What was asked before the horizon in a waiting that still lasts then is repeated for certain. */
    private void settleRepeated(long horizonMillis, Consumer<InquiryRow> lastRows) {
        while (asked.size() > 1 && asked.get(1).atMillis() < horizonMillis) {
            lastRows.accept(repeated(asked.remove(1)));
        }
    }

    private static InquiryRow repeated(Inquiry one) {
        return new InquiryRow(
                one.source(),
                one.eventId(),
                one.kind().type(),
                one.channel(),
                one.page(),
                one.atMillis(),
                null,
                null,
                null,
                false,
                true);
    }

    /** Tells of the waitings that are over before a moment, and returns how many inquiries belong to them. */
    private int walk(long endMillis, InForce<DealSettings> settings, Heard heard) {
        int next = 0;
        while (next < asked.size()) {
            int first = next;
            Waiting waiting = new Waiting(asked.get(first), settings);
            long over = waiting.overMillis();
            if (over >= endMillis) {
                return first;
            }
            while (next < asked.size() && asked.get(next).atMillis() <= over) {
                next++;
            }
            heard.tell(waiting, asked.subList(first + 1, next));
        }
        return next;
    }

    boolean isEmpty() {
        return asked.isEmpty() && left.isEmpty() && touches.isEmpty();
    }

    void write(StateWriter out) {
        write(asked, out);
        write(left, out);
        out.putCount(touches.size());
        long[] before = {0};
        touches.forEach((at, kind) -> {
            out.putSigned(at - before[0]);
            out.putCount(kind.ordinal());
            before[0] = at;
        });
    }

    private static void write(List<Inquiry> inquiries, StateWriter out) {
        out.putCount(inquiries.size());
        inquiries.forEach(inquiry -> inquiry.write(out));
    }

    static Inquiries read(StateReader in) {
        Inquiries read = new Inquiries();
        read(read.asked, in);
        read(read.left, in);
        long at = 0;
        for (int i = in.getCountOf(2); i > 0; i--) {
            at += in.getSigned();
            read.touches.put(at, KINDS[in.getCount()]);
        }
        return read;
    }

    private static void read(List<Inquiry> inquiries, StateReader in) {
        for (int i = in.getCountOf(Inquiry.LEAST_BYTES); i > 0; i--) {
            inquiries.add(Inquiry.read(in));
        }
    }

    /** Hears of a waiting and of what else was asked in it. */
    @FunctionalInterface
    private interface Heard {
        void tell(Waiting waiting, List<Inquiry> others);
    }

    /** What began with an inquiry, by what is known. */
    private final class Waiting {
        private final Inquiry first;
        private final @Nullable Long dueMillis;
        /** The last moment at which a touch counts for it. */
        private final long lastMillis;

        private final @Nullable Long touchMillis;

        Waiting(Inquiry first, InForce<DealSettings> inForce) {
            this.first = first;
            DealSettings settings = inForce.at(first.atMillis());
            dueMillis = first.dueMillis(settings);
            long forgotten = first.atMillis() + settings.forgottenAfterMillis();
            lastMillis = dueMillis == null ? forgotten : Math.max(dueMillis, forgotten);
            Long touch = touches.ceilingKey(first.atMillis());
            touchMillis = touch == null || touch > lastMillis ? null : touch;
        }

        /** The moment of its touch, or from which on nobody waits for it any more. */
        long endMillis() {
            return touchMillis == null ? lastMillis : touchMillis;
        }

        /** The moment until which what else is asked belongs to it. */
        long overMillis() {
            return dueMillis == null ? endMillis() : Math.min(endMillis(), dueMillis);
        }

        boolean isLeft() {
            return dueMillis != null && (touchMillis == null || touchMillis > dueMillis);
        }

        InquiryRow row(long watermarkMillis) {
            return new InquiryRow(
                    first.source(),
                    first.eventId(),
                    first.kind().type(),
                    first.channel(),
                    first.page(),
                    first.atMillis(),
                    dueMillis,
                    touchMillis,
                    touchMillis == null ? null : kindOf(touches.get(touchMillis)),
                    isLeft() && dueMillis != null && dueMillis <= watermarkMillis,
                    false);
        }

        private static @Nullable String kindOf(@Nullable ActivityKind kind) {
            return kind == null ? null : kind.type();
        }
    }
}
