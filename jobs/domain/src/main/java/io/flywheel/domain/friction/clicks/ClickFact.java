package io.flywheel.domain.friction.clicks;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one activity: as much as the detectors look at and a finding tells.
 *
 * <p><b>Shape:</b> ordered by time; of one moment clicks and beginnings come before what answers them, so that a click and its error or a start and its submit in the same millisecond belong
 * together; then by identity, so that there is one order only. {@code leftAlone} marks an element that people rightly click many times.
 *
 * <p><b>Units:</b> epoch milliseconds, pixels.
 */
record ClickFact(
        ActivityKind kind,
        long atMillis,
        String source,
        String eventId,
        @Nullable String session,
        @Nullable String page,
        @Nullable String target,
        @Nullable String channel,
        @Nullable String objectRef,
        int x,
        int y,
        boolean leftAlone)
        implements Comparable<ClickFact> {

    private static final ActivityKind[] KINDS = ActivityKind.values();
    private static final int LEFT_ALONE = 1;
    private static final int PLACED = 2;

    static ClickFact of(Activity activity, ClickSettings settings) {
        boolean isPlaced = activity.hasPosition();
        return new ClickFact(
                activity.kind(),
                activity.occurredAtMillis(),
                activity.source(),
                activity.eventId(),
                activity.sessionId(),
                activity.page(),
                activity.target(),
                activity.channel(),
                activity.objectRef(),
                isPlaced ? activity.x() : Activity.NO_POSITION,
                isPlaced ? activity.y() : Activity.NO_POSITION,
                activity.kind() == ActivityKind.CLICK && settings.leftAlone().match(activity.target()));
    }

    /** A sign that something happened at this moment, whatever it was. */
    static ClickFact mark(Activity activity) {
        return new ClickFact(
                ActivityKind.CLICKSTREAM_CUSTOM,
                activity.occurredAtMillis(),
                "",
                "",
                activity.sessionId(),
                null,
                null,
                null,
                null,
                Activity.NO_POSITION,
                Activity.NO_POSITION,
                false);
    }

    /** Adds a fact at its place, unless it is there already. */
    static void insert(List<ClickFact> facts, ClickFact fact) {
        int place = facts.size();
        while (place > 0 && fact.compareTo(facts.get(place - 1)) < 0) {
            place--;
        }
        if (place == 0 || fact.compareTo(facts.get(place - 1)) != 0) {
            facts.add(place, fact);
        }
    }

    boolean is(ActivityKind some) {
        return kind == some;
    }

    private boolean isPlaced() {
        return x != Activity.NO_POSITION;
    }

    /** Whether two clicks hit one place of the page, or one element where the place is not known. */
    boolean isNear(ClickFact other, int distance) {
        if (isPlaced() && other.isPlaced()) {
            return Math.abs((long) x - other.x) + Math.abs((long) y - other.y) < distance;
        }
        return target != null && target.equals(other.target);
    }

    /** Whether both concern one element, or one page where an element is not known; what states neither could be either. */
    boolean isSameSpot(ClickFact other) {
        if (target != null && other.target != null) {
            return target.equals(other.target);
        }
        return page == null || other.page == null || page.equals(other.page);
    }

    /** A finding that this fact is the first behind. */
    Finding finding(ActivityKind found, long occurredAtMillis, @Nullable String ref, int count, List<String> evidence) {
        return new Finding(
                found,
                source,
                found.type() + ":" + eventId,
                occurredAtMillis,
                ref,
                page,
                target,
                channel,
                count,
                evidence);
    }

    @Override
    public int compareTo(ClickFact other) {
        if (atMillis != other.atMillis) {
            return Long.compare(atMillis, other.atMillis);
        }
        if (answers() != other.answers()) {
            return answers() ? 1 : -1;
        }
        int bySource = source.compareTo(other.source);
        return bySource != 0 ? bySource : eventId.compareTo(other.eventId);
    }

    private boolean answers() {
        return switch (kind) {
            case CLICK, FORM_START, CHECKOUT_START, CHECKOUT_STEP -> false;
            default -> true;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClickFact that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(atMillis, source, eventId);
    }

    void write(long sinceMillis, SharedTexts texts, StateWriter out) {
        out.putByte(kind.ordinal());
        out.putByte((leftAlone ? LEFT_ALONE : 0) | (isPlaced() ? PLACED : 0));
        out.putSigned(atMillis - sinceMillis);
        texts.put(source, out);
        out.putText(eventId);
        texts.put(session, out);
        texts.put(page, out);
        texts.put(target, out);
        texts.put(channel, out);
        texts.put(objectRef, out);
        if (isPlaced()) {
            out.putSigned(x);
            out.putSigned(y);
        }
    }

    static ClickFact read(long sinceMillis, SharedTexts texts, StateReader in) {
        ActivityKind kind = KINDS[in.getByte()];
        int flags = in.getByte();
        boolean isPlaced = (flags & PLACED) != 0;
        return new ClickFact(
                kind,
                sinceMillis + in.getSigned(),
                texts.getPresent(in),
                in.getPresentText(),
                texts.get(in),
                texts.get(in),
                texts.get(in),
                texts.get(in),
                texts.get(in),
                isPlaced ? (int) in.getSigned() : Activity.NO_POSITION,
                isPlaced ? (int) in.getSigned() : Activity.NO_POSITION,
                (flags & LEFT_ALONE) != 0);
    }
}
