package io.flywheel.domain.friction.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Truth tables of repeated contacts and switches of channel. A contact is written as hour, kind, object, topic and channel; a dash stands for what is not stated. */
class ContactsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            two tickets on one topic             | 0 opened A bill mail, 72 opened B bill mail             | 72 repeat_contact e1
            after the time                       | 0 opened A bill mail, 72:01 opened B bill mail          |
            another topic                        | 0 opened A bill mail, 5 opened B login mail             |
            no topic                             | 0 opened A - mail, 5 opened B - mail                    |
            a call after a ticket                | 0 opened A bill phone, 5 answered c bill phone          | 5 repeat_contact e1
            a call that nobody took, then again  | 0 missed c bill phone, 1 answered d bill phone          | 1 repeat_contact e1
            voicemail of the same call           | 0 missed c bill phone, 0:01 voicemail c bill phone      |
            a call about the ticket there is     | 0 opened A bill phone, 1 answered A bill phone          |
            a reply is no new contact            | 0 opened A bill mail, 1 replied A bill mail             |
            nor does a new one repeat a reply    | 0 replied A bill mail, 1 opened B bill mail             |
            opened by an agent                   | 0 answered c bill phone, 1 agent-opened A bill phone    |
            three times                          | 0 opened A bill mail, 1 opened B bill mail, 2 opened C bill mail | 1 repeat_contact e1; 2 repeat_contact e2
            """)
    void repeatedContact(String what, String contacts, String expected) {
        assertFinds(contacts, expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            reply through another channel        | 0 opened A - mail, 24 replied A - chat                  | 24 channel_switched e1
            after the time                       | 0 opened A - mail, 24:01 replied A - chat               |
            the same channel                     | 0 opened A - mail, 2 replied A - Mail                   |
            another ticket                       | 0 opened A - mail, 2 replied B - chat                   |
            another ticket on the same topic     | 0 opened A bill mail, 2 opened B bill chat              | 2 repeat_contact e1; 2 channel_switched e1
            a call has the phone for a channel   | 0 opened A bill mail, 2 missed c bill -                 | 2 repeat_contact e1; 2 channel_switched e1
            channel not stated                   | 0 opened A - mail, 2 replied A - -, 3 replied A - mail  |
            there and back                       | 0 opened A - mail, 2 replied A - chat, 3 replied A - mail | 2 channel_switched e1; 3 channel_switched e2
            """)
    void switchedChannel(String what, String contacts, String expected) {
        assertFinds(contacts, expected);
    }

    private static void assertFinds(String contacts, String expected) {
        List<Activity> activities = new ArrayList<>();
        for (String entry : contacts.split(",")) {
            activities.add(contact(entry.strip().split(" "), "e" + activities.size()));
        }
        assertThat(found(activities)).isEqualTo(expected == null ? "" : expected);
        Collections.reverse(activities);
        activities.addAll(List.copyOf(activities));
        assertThat(found(activities)).isEqualTo(expected == null ? "" : expected);
    }

    private static String found(List<Activity> activities) {
        ServiceDesk desk = new ServiceDesk();
        activities.forEach(desk::take);
        List<String> found = new ArrayList<>();
        ServiceSettings settings = ServiceSettings.DEFAULT.withPolicy(ServicePolicy.NONE);
        desk.find(Tickets.millis("0"), settings, finding -> found.add(Tickets.words(finding)));
        return found.stream().collect(Collectors.joining("; "));
    }

    private static Activity contact(String[] words, String eventId) {
        ActivityKind kind = switch (words[1]) {
            case "opened", "agent-opened" -> ActivityKind.TICKET_OPENED;
            case "replied" -> ActivityKind.REPLIED;
            case "answered" -> ActivityKind.CALL_ANSWERED;
            case "missed" -> ActivityKind.CALL_MISSED;
            case "voicemail" -> ActivityKind.VOICEMAIL;
            default -> throw new IllegalArgumentException("no such contact: " + words[1]);
        };
        return Activity.builder()
                .source("desk")
                .eventId(eventId)
                .kind(kind)
                .actor(words[1].startsWith("agent") ? Actor.AGENT : Actor.CUSTOMER)
                .occurredAtMillis(Tickets.millis(words[0]))
                .objectRef(words[2])
                .topic(words[3].equals("-") ? null : words[3])
                .channel(words[4].equals("-") ? null : words[4])
                .build();
    }
}
