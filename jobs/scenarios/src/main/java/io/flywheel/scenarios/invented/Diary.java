package io.flywheel.scenarios.invented;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.schema.Actor;
import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.ClickstreamType;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.DealType;
import io.flywheel.schema.SupportEvent;
import io.flywheel.schema.SupportType;
import java.util.Map;

/**
 * Writes down what happens to one customer: starts every event with what is known of them, and numbers the events.
 *
 * <p><b>Shape:</b> the id of an event is the customer's id, a hyphen, and how many events the customer has had, counted from 1. A visit
 * ends after a fixed number of clicks.
 */
final class Diary {

    private static final int CLICKS_OF_A_VISIT = 12;

    private final Person person;
    private int events;
    private int clicks;

    Diary(Person person) {
        this.person = person;
    }

    Person person() {
        return person;
    }

    /** An id for a deal, an order or a ticket, made from the number of the event that begins it. */
    String thingId(String kind) {
        return kind + "-" + person.id() + "-" + (events + 1);
    }

    ClickstreamEvent.Builder click(ClickstreamType type, Moment moment) {
        return ClickstreamEvent.newBuilder()
                .setEventId(nextId())
                .setSource("web")
                .setOccurredAt(moment.occurredAt())
                .setCustomerId(person.id())
                .setAccountId(person.accountId())
                .setSessionId(person.id() + "-s" + (1 + clicks++ / CLICKS_OF_A_VISIT))
                .setActor(Actor.customer)
                .setType(type)
                .setChannel("web")
                .setCampaign(person.campaign())
                .setRegion(person.region())
                .setSegment(person.segment())
                .setPlan(person.plan())
                .setAttributes(Map.of())
                .setCount(1);
    }

    DealEvent.Builder deal(DealType type, Actor actor, Moment moment) {
        return DealEvent.newBuilder()
                .setEventId(nextId())
                .setSource(person.isCompany() ? "crm" : "shop")
                .setOccurredAt(moment.occurredAt())
                .setCustomerId(person.id())
                .setAccountId(person.accountId())
                .setActor(actor)
                .setType(type)
                .setCampaign(person.campaign())
                .setRegion(person.region())
                .setSegment(person.segment())
                .setPlan(person.plan())
                .setAttributes(Map.of());
    }

    SupportEvent.Builder support(SupportType type, Actor actor, Moment moment) {
        return SupportEvent.newBuilder()
                .setEventId(nextId())
                .setSource("desk")
                .setOccurredAt(moment.occurredAt())
                .setCustomerId(person.id())
                .setAccountId(person.accountId())
                .setActor(actor)
                .setType(type)
                .setRegion(person.region())
                .setSegment(person.segment())
                .setPlan(person.plan())
                .setAttributes(Map.of());
    }

    RecordedEvent write(ClickstreamEvent.Builder event, Moment moment) {
        return RecordedEvent.of(event.build(), moment.arrivedAtMillis());
    }

    RecordedEvent write(DealEvent.Builder event, Moment moment) {
        return RecordedEvent.of(event.build(), moment.arrivedAtMillis());
    }

    RecordedEvent write(SupportEvent.Builder event, Moment moment) {
        return RecordedEvent.of(event.build(), moment.arrivedAtMillis());
    }

    private String nextId() {
        events++;
        return person.id() + "-" + events;
    }
}
