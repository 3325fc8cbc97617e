package io.flywheel.scenarios.recorded;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.schema.Actor;
import io.flywheel.schema.SupportEvent;
import io.flywheel.schema.SupportType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The updates of one incident in their order, and the events they give; the rule is the table of {@link IncidentLogSource}. */
record IncidentHistory(String source, List<IncidentUpdate> updates) {

    /** One thing that an update says happened. */
    private record Happening(SupportType type, Actor actor, Map<String, String> attributes) {
        Happening(SupportType type, Actor actor) {
            this(type, actor, Map.of());
        }

        static Happening rise(SupportType type, int by) {
            return new Happening(type, Actor.agent, Map.of("by", Integer.toString(by)));
        }
    }

    List<RecordedEvent> events() {
        List<RecordedEvent> events = new ArrayList<>(updates.size());
        IncidentUpdate before = null;
        for (int index = 0; index < updates.size(); index++) {
            IncidentUpdate update = updates.get(index);
            String updateId = update.incident() + ":" + (index + 1);
            List<Happening> happenings = happenings(before, update);
            events.add(event(update, happenings.get(0), updateId));
            for (Happening further : happenings.subList(1, happenings.size())) {
                events.add(event(update, further, updateId + "/" + further.type()));
            }
            before = update;
        }
        return events;
    }

    private static List<Happening> happenings(@Nullable IncidentUpdate before, IncidentUpdate update) {
        if (before == null) {
            return List.of(new Happening(SupportType.ticket_opened, Actor.customer));
        }
        List<Happening> happenings = new ArrayList<>(1);
        if (update.reopenings() > before.reopenings()) {
            happenings.add(Happening.rise(SupportType.reopened, update.reopenings() - before.reopenings()));
        }
        if (update.reassignments() > before.reassignments()) {
            happenings.add(Happening.rise(SupportType.reassigned, update.reassignments() - before.reassignments()));
        }
        if (before.withinSla() && !update.withinSla()) {
            happenings.add(new Happening(SupportType.sla_missed, Actor.agent));
        }
        if (!update.state().equals(before.state())) {
            happenings.add(new Happening(typeOfState(update.state()), Actor.agent));
        }
        if (happenings.isEmpty()) {
            happenings.add(new Happening(SupportType.status_changed, Actor.system));
        }
        return happenings;
    }

    private static SupportType typeOfState(String state) {
        return switch (state) {
            case "Awaiting User Info" -> SupportType.waiting_on_customer;
            case "Resolved" -> SupportType.solved;
            case "Closed" -> SupportType.closed;
            default -> SupportType.status_changed;
        };
    }

    private RecordedEvent event(IncidentUpdate update, Happening happening, String eventId) {
        String caller = IncidentUpdate.known(update.caller());
        String contact = IncidentUpdate.known(update.contact());
        SupportEvent event = SupportEvent.newBuilder()
                .setEventId(eventId)
                .setSource(source)
                .setOccurredAt(Instant.ofEpochMilli(update.atMillis()))
                .setCustomerId(caller == null ? "" : caller)
                .setActor(happening.actor())
                .setType(happening.type())
                .setChannel(contact == null ? null : contact.toLowerCase(Locale.ROOT))
                .setAttributes(happening.attributes())
                .setTicketId(update.incident())
                .setTeam(IncidentUpdate.known(update.team()))
                .setPriority(update.priority())
                .setStatus(update.state())
                .setTopic(IncidentUpdate.known(update.category()))
                .build();
        return RecordedEvent.of(event, update.atMillis());
    }
}
