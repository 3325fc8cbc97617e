package io.flywheel.domain.friction.service;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.activity.Priority;
import io.flywheel.domain.friction.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes histories of tickets in a few words: {@code 0 opened, 2 answer, 2:30 pending}, in hours and minutes from a Monday's midnight. */
final class Tickets {

    static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private Tickets() {}

    /** The activities of one ticket; their ids are e0, e1 and so on. */
    static List<Activity> history(String words) {
        List<Activity> history = new ArrayList<>();
        for (String entry : words.split(",")) {
            String[] parts = entry.strip().split(" ");
            history.add(
                    happens(parts[1], "e" + history.size(), millis(parts[0])).build());
        }
        return history;
    }

    static Activity.Builder happens(String word, String eventId, long atMillis) {
        String[] parts = word.split("=");
        String value = parts.length > 1 ? parts[1] : "";
        Activity.Builder one = Activity.builder()
                .source("desk")
                .eventId(eventId)
                .objectRef("T")
                .occurredAtMillis(atMillis);
        return switch (parts[0]) {
            case "opened" ->
                one.kind(ActivityKind.TICKET_OPENED).priority(priority(value)).channel("email");
            case "answer" -> one.kind(ActivityKind.REPLIED).actor(Actor.AGENT);
            case "note" -> one.kind(ActivityKind.REPLIED).actor(Actor.AGENT).isPublic(false);
            case "robot" -> one.kind(ActivityKind.REPLIED).actor(Actor.SYSTEM);
            case "call" -> one.kind(ActivityKind.CALL_ANSWERED).channel("phone");
            case "asks" -> one.kind(ActivityKind.REPLIED).channel("email").status(value.isEmpty() ? null : value);
            case "status" ->
                one.kind(ActivityKind.STATUS_CHANGED).actor(Actor.AGENT).status(value.replace('_', ' '));
            case "waiting" -> one.kind(ActivityKind.WAITING_ON_CUSTOMER).actor(Actor.AGENT);
            case "solved" -> one.kind(ActivityKind.SOLVED).actor(Actor.AGENT);
            case "closed" -> one.kind(ActivityKind.CLOSED).actor(Actor.SYSTEM);
            case "reopened" ->
                one.kind(ActivityKind.SUPPORT_REOPENED).actor(value.equals("agent") ? Actor.AGENT : Actor.CUSTOMER);
            case "escalated" -> one.kind(ActivityKind.ESCALATED).actor(Actor.AGENT);
            case "team" -> one.kind(ActivityKind.REASSIGNED).actor(Actor.AGENT).team(value.isEmpty() ? null : value);
            case "priority" ->
                one.kind(ActivityKind.PRIORITY_CHANGED).actor(Actor.AGENT).priority(priority(value));
            case "sla" -> one.kind(ActivityKind.SLA_MISSED).actor(Actor.SYSTEM);
            case "csat" -> one.kind(ActivityKind.CSAT_RATED).score(Double.parseDouble(value));
            default -> throw new IllegalArgumentException("no such happening: " + word);
        };
    }

    private static Priority priority(String word) {
        return word.isEmpty() ? Priority.NORMAL : Priority.valueOf(word.toUpperCase(Locale.ROOT));
    }

    static long millis(String hours) {
        String[] parts = hours.split(":");
        long minutes = parts.length > 1 ? Long.parseLong(parts[1]) : 0;
        return START + (Long.parseLong(parts[0]) * 60 + minutes) * MINUTE;
    }

    static String hours(long millis) {
        long minutes = (millis - START) / MINUTE;
        return minutes % 60 == 0
                ? "" + minutes / 60
                : String.format(Locale.ROOT, "%d:%02d", minutes / 60, minutes % 60);
    }

    /** A finding in the same words: when, what, and the event that it follows from. */
    static String words(Finding finding) {
        String cause = finding.eventId().substring(finding.eventId().lastIndexOf(':') + 1);
        return hours(finding.occurredAtMillis()) + " " + finding.kind().type() + " " + cause;
    }
}
