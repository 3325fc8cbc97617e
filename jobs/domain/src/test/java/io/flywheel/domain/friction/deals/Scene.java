package io.flywheel.domain.friction.deals;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.friction.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Reads the cells of docs/reference/friction-deals.md: {@code 0 created stage=a; 1+9:30 won}, in days, hours and minutes from a midnight. */
final class Scene {

    static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    static final long DAY = Duration.ofDays(1).toMillis();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private Scene() {}

    /** The activities of a cell; their ids are e0, e1 and so on. */
    static List<Activity> events(String cell) {
        List<Activity> events = new ArrayList<>();
        for (String words : parts(cell, ";")) {
            String[] parts = words.split(" ");
            Activity.Builder one = happens(parts[1], "e" + events.size(), time(parts[0]));
            for (int i = 2; i < parts.length; i++) {
                state(one, parts[i].split("=")[0], parts[i].split("=")[1]);
            }
            events.add(one.build());
        }
        return events;
    }

    static Activity.Builder happens(String word, String eventId, long atMillis) {
        ActivityKind kind = Arrays.stream(
                        new EventStream[] {EventStream.DEALS, EventStream.SUPPORT, EventStream.CLICKSTREAM})
                .map(stream -> ActivityKind.of(stream, word))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such happening: " + word));
        boolean ours = kind.stream() == EventStream.DEALS
                || kind == ActivityKind.OUTBOUND_CALL
                || kind == ActivityKind.REPLIED;
        return Activity.builder()
                .source("crm")
                .eventId(eventId)
                .kind(kind)
                .objectRef("D")
                .actor(ours ? Actor.AGENT : Actor.CUSTOMER)
                .occurredAtMillis(atMillis);
    }

    private static void state(Activity.Builder one, String name, String value) {
        switch (name) {
            case "stage" -> one.stage(value);
            case "pipeline" -> one.pipeline(value);
            case "deal" -> one.objectRef(value);
            case "close" -> one.expectedCloseDay(day(value));
            case "actor" -> one.actor(Actor.valueOf(value.toUpperCase(Locale.ROOT)));
            case "public" -> one.isPublic(!value.equals("no"));
            case "channel" -> one.channel(value);
            case "page" -> one.page(value);
            default -> throw new IllegalArgumentException("nothing called " + name + " can be stated");
        }
    }

    static long day(String date) {
        return LocalDate.parse(date.length() > 5 ? date : "2026-" + date).toEpochDay();
    }

    static long time(String words) {
        String[] parts = words.split("[+:]");
        long minutes = parts.length > 1 ? Long.parseLong(parts[1]) * 60 + Long.parseLong(parts[2]) : 0;
        return START + Long.parseLong(parts[0]) * DAY + minutes * MINUTE;
    }

    static String words(long millis) {
        long day = Math.floorDiv(millis - START, DAY);
        long minutes = Math.floorMod(millis - START, DAY) / MINUTE;
        return minutes == 0 ? "" + day : String.format(Locale.ROOT, "%d+%d:%02d", day, minutes / 60, minutes % 60);
    }

    /** A finding in the same words: when, what, and the event that it follows from. */
    static String words(Finding finding) {
        String cause = finding.eventId().substring(finding.eventId().lastIndexOf(':') + 1);
        return words(finding.occurredAtMillis()) + " " + finding.kind().type() + " " + cause;
    }

    static List<String> parts(String cell, String between) {
        return cell.isEmpty()
                ? List.of()
                : Arrays.stream(cell.split(between)).map(String::strip).toList();
    }
}
