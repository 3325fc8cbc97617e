package io.flywheel.local.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Contacts with support that had to be repeated, and switches of channel.
 *
 * <p><b>Source:</b> docs/reference/friction-service.md.
 */
final class ContactFriction {

    private static final long REPEATED_WITHIN = Duration.ofDays(3).toMillis();
    private static final long SWITCHED_WITHIN = Duration.ofHours(24).toMillis();
    private static final List<String> CALLS =
            List.of("support.call_answered", "support.call_missed", "support.call_abandoned", "support.voicemail");

    private ContactFriction() {}

    static List<PlainFinding> of(List<PlainEvent> events) {
        List<PlainEvent> contacts = events.stream()
                .filter(event -> begins(event)
                        || event.qualifiedType().equals("support.replied") && ClickFriction.isByCustomer(event))
                .sorted(Comparator.comparingLong(PlainEvent::occurredAtMillis)
                        .thenComparing(event -> event.required("event_id"))
                        .thenComparing(event -> event.required("source")))
                .toList();
        List<PlainFinding> found = new ArrayList<>();
        for (int i = 0; i < contacts.size(); i++) {
            PlainEvent contact = contacts.get(i);
            repeated(contact, before(contacts, i, REPEATED_WITHIN), found);
            switched(contact, before(contacts, i, SWITCHED_WITHIN), found);
        }
        return found;
    }

    /** A new ticket or call, and not a reply. */
    private static boolean begins(PlainEvent event) {
        return event.qualifiedType().equals("support.ticket_opened") && ClickFriction.isByCustomer(event)
                || CALLS.contains(event.qualifiedType()) && !"system".equals(event.text("actor"));
    }

    private static List<PlainEvent> before(List<PlainEvent> contacts, int place, long within) {
        long earliest = contacts.get(place).occurredAtMillis() - within;
        int first = place;
        while (first > 0 && contacts.get(first - 1).occurredAtMillis() >= earliest) {
            first--;
        }
        return contacts.subList(first, place);
    }

    private static void repeated(PlainEvent contact, List<PlainEvent> earlier, List<PlainFinding> found) {
        List<PlainEvent> onTopic = earlier.stream()
                .filter(other -> begins(other) && isSame(topic(contact), topic(other)))
                .toList();
        boolean isKnown = earlier.stream().anyMatch(other -> isSame(object(contact), object(other)));
        if (begins(contact) && !isKnown && !onTopic.isEmpty()) {
            List<PlainEvent> behind = new ArrayList<>(onTopic.subList(0, Math.min(2, onTopic.size())));
            behind.add(contact);
            found.add(finding("support.repeat_contact", contact).because(behind));
        }
    }

    private static void switched(PlainEvent contact, List<PlainEvent> earlier, List<PlainFinding> found) {
        PlainEvent last = null;
        for (PlainEvent other : earlier) {
            if (channel(other) != null
                    && (isSame(object(contact), object(other)) || isSame(topic(contact), topic(other)))) {
                last = other;
            }
        }
        String through = channel(contact);
        if (last != null && through != null && !through.equalsIgnoreCase(channel(last))) {
            found.add(finding("support.channel_switched", contact).because(List.of(last, contact)));
        }
    }

    private static PlainFinding finding(String type, PlainEvent contact) {
        return PlainFinding.of(
                        type, contact, contact.occurredAtMillis(), PlainFinding.AT_ONCE, contact.required("event_id"))
                .about(contact.object())
                .with("channel", channel(contact));
    }

    private static boolean isSame(@Nullable String one, @Nullable String other) {
        return one != null && Objects.equals(one, other);
    }

    private static @Nullable String topic(PlainEvent event) {
        return event.text("topic");
    }

    private static @Nullable String object(PlainEvent event) {
        return event.object().isEmpty() ? null : event.object();
    }

    private static @Nullable String channel(PlainEvent event) {
        String stated = event.text("channel");
        return stated == null && CALLS.contains(event.qualifiedType()) ? "phone" : stated;
    }
}
