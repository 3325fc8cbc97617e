package io.flywheel.domain.friction.service;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.control.InForce;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A customer's contacts with support of the last days, from which follows whether one repeats another or comes through another channel.
 *
 * <p><b>Shape:</b> in order of time, whatever the order they come in. Whether a contact is friction depends on those before it alone; so what lies behind the horizon is told for good, and
 * remembered only for as long as it matters to later ones.
 *
 * <p>A contact is judged by the settings in force at its own moment; of several versions the first remembers longest.
 *
 * <p><b>Source:</b> docs/reference/friction-service.md, "Repeated contacts" and "Switches of channel".
 */
final class Contacts {

    private final List<Contact> contacts = new ArrayList<>(2);
    private long settledBeforeMillis;

    /** Takes a contact in any order; the same event twice counts once. */
    void take(Contact contact) {
        int place = contacts.size();
        while (place > 0 && Contact.ORDER.compare(contact, contacts.get(place - 1)) < 0) {
            place--;
        }
        if (contacts.stream().noneMatch(contact::isSameEvent)) {
            contacts.add(place, contact);
        }
    }

    void find(InForce<ServiceSettings> settings, Consumer<Finding> found) {
        findBetween(settledBeforeMillis, Long.MAX_VALUE, settings, found);
    }

    void settle(long horizonMillis, InForce<ServiceSettings> settings, Consumer<Finding> certain) {
        findBetween(settledBeforeMillis, horizonMillis, settings, certain);
        settledBeforeMillis = Math.max(settledBeforeMillis, horizonMillis);
        contacts.removeIf(contact -> contact.atMillis()
                < settledBeforeMillis - settings.at(Long.MIN_VALUE).contactMemoryMillis());
    }

    private void findBetween(
            long fromMillis, long toMillis, InForce<ServiceSettings> settings, Consumer<Finding> found) {
        for (int i = 0; i < contacts.size(); i++) {
            long at = contacts.get(i).atMillis();
            if (at >= fromMillis && at < toMillis) {
                ServiceSettings its = settings.at(at);
                findRepeat(i, its.repeatContactMillis(), found);
                findSwitch(i, its.channelSwitchMillis(), found);
            }
        }
    }

    /** A new ticket or call about a topic that another ticket or call was about not long before. */
    private void findRepeat(int place, long withinMillis, Consumer<Finding> found) {
        Contact contact = contacts.get(place);
        List<String> evidence = new ArrayList<>(Finding.MOST_EVIDENCE);
        for (Contact earlier : before(place, withinMillis)) {
            if (contact.hasSameObject(earlier)) {
                return;
            }
            if (earlier.begins() && contact.hasSameTopic(earlier) && evidence.size() < Finding.MOST_EVIDENCE - 1) {
                evidence.add(earlier.eventId());
            }
        }
        if (contact.begins() && !evidence.isEmpty()) {
            evidence.add(contact.eventId());
            found.accept(finding(ActivityKind.REPEAT_CONTACT, contact, evidence));
        }
    }

    /** A contact about the same thing as the one before it, but through another channel. */
    private void findSwitch(int place, long withinMillis, Consumer<Finding> found) {
        Contact contact = contacts.get(place);
        String channel = contact.channel();
        Contact last = null;
        for (Contact earlier : before(place, withinMillis)) {
            boolean same = contact.hasSameObject(earlier) || contact.hasSameTopic(earlier);
            if (same && earlier.channel() != null) {
                last = earlier;
            }
        }
        if (channel != null && last != null && !channel.equalsIgnoreCase(last.channel())) {
            found.accept(finding(ActivityKind.CHANNEL_SWITCHED, contact, List.of(last.eventId(), contact.eventId())));
        }
    }

    private List<Contact> before(int place, long withinMillis) {
        long earliest = contacts.get(place).atMillis() - withinMillis;
        int first = place;
        while (first > 0 && contacts.get(first - 1).atMillis() >= earliest) {
            first--;
        }
        return contacts.subList(first, place);
    }

    private static Finding finding(ActivityKind kind, Contact contact, List<String> evidence) {
        return new Finding(
                kind,
                contact.source(),
                kind.type() + ":" + contact.eventId(),
                contact.atMillis(),
                contact.objectRef(),
                null,
                null,
                contact.channel(),
                1,
                evidence);
    }

    boolean isEmpty() {
        return contacts.isEmpty();
    }

    void write(StateWriter out) {
        out.putSigned(settledBeforeMillis);
        out.putCount(contacts.size());
        contacts.forEach(contact -> contact.write(out));
    }

    static Contacts read(StateReader in) {
        Contacts read = new Contacts();
        read.settledBeforeMillis = in.getSigned();
        for (int i = in.getCountOf(Contact.LEAST_BYTES); i > 0; i--) {
            read.contacts.add(Contact.read(in));
        }
        return read;
    }
}
