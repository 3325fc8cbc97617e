package io.flywheel.local.oracle;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.signal.SignalCatalogue;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;

/** One accepted event as the wheel sees it: what it states, under which name of the catalogue, when, and whether it is a value event. */
record WheelActivity(PlainEvent event, String type, long at, boolean isValue) {

    static final long DAY = Duration.ofDays(1).toMillis();

    /** By time; of those at the same time the smallest id first. */
    static final Comparator<WheelActivity> BY_TIME = Comparator.comparingLong(WheelActivity::at)
            .thenComparing(WheelActivity::eventId)
            .thenComparing(WheelActivity::source);

    /** The order in which value events turn the wheel. */
    static final Comparator<WheelActivity> BY_SOURCE = Comparator.comparingLong(WheelActivity::at)
            .thenComparing(WheelActivity::source)
            .thenComparing(WheelActivity::eventId);

    static WheelActivity of(PlainEvent event, SignalCatalogue catalogue) {
        String type = event.qualifiedType();
        ActivityKind kind = ActivityKind.named(type);
        return new WheelActivity(event, type, event.occurredAtMillis(), kind != null && catalogue.isValueEvent(kind));
    }

    static long dayOf(long at) {
        return Math.floorDiv(at, DAY);
    }

    long day() {
        return dayOf(at);
    }

    String eventId() {
        return event.required("event_id");
    }

    String source() {
        return event.required("source");
    }

    boolean is(String... types) {
        return Arrays.asList(types).contains(type);
    }

    boolean isOf(String stream) {
        return event.stream().equals(stream);
    }

    boolean isByCustomer() {
        String actor = event.text("actor");
        return actor == null || actor.equals("customer");
    }

    boolean isByAgent() {
        return "agent".equals(event.text("actor"));
    }

    /** Whether the customer counts as active on its day. */
    boolean isActive() {
        return isByCustomer() || isValue;
    }
}
