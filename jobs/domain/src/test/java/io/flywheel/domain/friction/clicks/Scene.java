package io.flywheel.domain.friction.clicks;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.friction.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the words of the truth table: events, times and findings. */
final class Scene {

    static final long START = 1_700_000_000_000L;
    static final long END = START + 90L * 86_400_000;

    private static final Pattern SPAN = Pattern.compile("(\\d+)([smhd]?)");

    private Scene() {}

    /** Events such as {@code 0 click; 30m+1 page_view page=/b}; ids tell their place. */
    static List<Activity> events(String words) {
        List<Activity> events = new ArrayList<>();
        for (String one : words.split(";")) {
            events.add(event(one.strip(), "e" + events.size()));
        }
        return events;
    }

    private static Activity event(String words, String id) {
        String[] parts = words.split(" +");
        Activity.Builder event = Activity.builder()
                .customerId("c")
                .source("shop")
                .eventId(id)
                .occurredAtMillis(time(parts[0]))
                .kind(kind(parts[1]))
                .page("/a")
                .target("buy")
                .sessionId("s");
        for (String part : Arrays.asList(parts).subList(2, parts.length)) {
            String[] named = part.split("=", 2);
            set(event, named[0], "-".equals(named[1]) ? null : named[1]);
        }
        return event.build();
    }

    private static void set(Activity.Builder event, String name, @Nullable String value) {
        switch (name) {
            case "page" -> event.page(value);
            case "target" -> event.target(value);
            case "session" -> event.sessionId(value);
            case "ref" -> event.objectRef(value);
            case "results" -> event.attributes(Map.of("results", String.valueOf(value)));
            case "by" -> event.actor(Actor.valueOf(String.valueOf(value).toUpperCase(Locale.ROOT)));
            case "at" -> {
                String[] place = String.valueOf(value).split(",");
                event.x(Integer.parseInt(place[0])).y(Integer.parseInt(place[1]));
            }
            default -> throw new IllegalArgumentException("an event has no " + name);
        }
    }

    private static ActivityKind kind(String type) {
        return Arrays.stream(ActivityKind.values())
                .filter(kind -> kind.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of event is called " + type));
    }

    /** A time such as {@code 30m+1}, {@code 1500} or {@code end}. */
    static long time(String words) {
        if ("end".equals(words)) {
            return END;
        }
        long time = START;
        for (String span : words.split("\\+")) {
            Matcher matcher = SPAN.matcher(span);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + span + "' is no time");
            }
            time += Long.parseLong(matcher.group(1)) * unit(matcher.group(2));
        }
        return time;
    }

    private static long unit(String letter) {
        return switch (letter) {
            case "s" -> 1_000L;
            case "m" -> 60_000L;
            case "h" -> 3_600_000L;
            case "d" -> 86_400_000L;
            default -> 1L;
        };
    }

    /** Findings in the words of the table, with times as numbers: {@code clicked_in_rage 800 x3}. */
    static List<String> told(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.kind().type() + " " + (finding.occurredAtMillis() - START)
                        + (finding.count() == 1 ? "" : " x" + finding.count()))
                .toList();
    }

    /** The same read from the table. */
    static List<String> expected(String words) {
        if ("nothing".equals(words)) {
            return List.of();
        }
        return Arrays.stream(words.split(";"))
                .map(one -> one.strip().split(" "))
                .map(parts -> parts[0] + " " + (time(parts[1]) - START) + (parts.length > 2 ? " " + parts[2] : ""))
                .toList();
    }
}
