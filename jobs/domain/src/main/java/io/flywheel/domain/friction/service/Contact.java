package io.flywheel.domain.friction.service;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A customer's turning to support: with a new ticket or call ({@code begins}), or with a reply on a ticket that there is. */
record Contact(
        long atMillis,
        boolean begins,
        String source,
        String eventId,
        @Nullable String objectRef,
        @Nullable String topic,
        @Nullable String channel) {

    static final int LEAST_BYTES = 7;

    static final Comparator<Contact> ORDER = Comparator.comparingLong(Contact::atMillis)
            .thenComparing(Contact::eventId)
            .thenComparing(Contact::source);

    private static final String PHONE = "phone";

    /** The contact that an activity is, or null if the customer did not turn to support with it. */
    static @Nullable Contact of(Activity activity) {
        boolean byCustomer = activity.isByCustomer();
        return switch (activity.kind()) {
            case TICKET_OPENED -> byCustomer ? contact(activity, true, null) : null;
            case REPLIED -> byCustomer ? contact(activity, false, null) : null;
            case CALL_ANSWERED, CALL_MISSED, CALL_ABANDONED, VOICEMAIL ->
                activity.actor() == Actor.SYSTEM ? null : contact(activity, true, PHONE);
            default -> null;
        };
    }

    private static Contact contact(Activity activity, boolean begins, @Nullable String usualChannel) {
        String channel = activity.channel();
        return new Contact(
                activity.occurredAtMillis(),
                begins,
                activity.source(),
                activity.eventId(),
                activity.objectRef(),
                activity.topic(),
                channel == null ? usualChannel : channel);
    }

    boolean isSameEvent(Contact other) {
        return eventId.equals(other.eventId) && source.equals(other.source);
    }

    boolean hasSameObject(Contact other) {
        return objectRef != null && objectRef.equals(other.objectRef);
    }

    boolean hasSameTopic(Contact other) {
        return topic != null && topic.equals(other.topic);
    }

    void write(StateWriter out) {
        out.putSigned(atMillis);
        out.putByte(begins ? 1 : 0);
        out.putText(source);
        out.putText(eventId);
        out.putText(objectRef);
        out.putText(topic);
        out.putText(channel);
    }

    static Contact read(StateReader in) {
        return new Contact(
                in.getSigned(),
                in.getByte() == 1,
                in.getPresentText(),
                in.getPresentText(),
                in.getText(),
                in.getText(),
                in.getText());
    }
}
