package io.flywheel.local.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One ticket from its first event to the watermark: between two events only time passes, and a deadline with it.
 *
 * <p><b>Source:</b> docs/reference/friction-service.md, its default targets on a calendar that is open day and night.
 */
final class TicketWalk {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long FORGOTTEN = Duration.ofDays(365).toMillis();

    /** Types in the order in which they count at one moment; those on one place count alike. */
    private static final List<List<String>> ORDER = List.of(
            List.of("ticket_opened"),
            List.of("reopened"),
            List.of("priority_changed"),
            List.of("reassigned", "escalated"),
            List.of("status_changed"),
            List.of("replied", "call_answered"),
            List.of("waiting_on_customer"),
            List.of("sla_missed"),
            List.of("solved"),
            List.of("closed"),
            List.of("csat_rated"));

    private static final Map<String, String> MEANINGS = new HashMap<>();

    static {
        for (String word : List.of(
                "pending",
                "snoozed",
                "awaiting user info",
                "awaiting customer",
                "waiting on customer",
                "waiting for customer")) {
            MEANINGS.put(word, "pending");
        }
        for (String word : List.of("hold", "on hold", "awaiting vendor", "awaiting problem", "awaiting evidence")) {
            MEANINGS.put(word, "on-hold");
        }
        MEANINGS.putAll(Map.of("solved", "solved", "resolved", "solved", "closed", "closed"));
    }

    final String customerId;
    final String ticketId;
    final boolean hasPromises;
    private final List<PlainFinding> found;
    final TicketPromise firstResponse =
            new TicketPromise("first_response", Map.of("urgent", 1, "high", 4, "low", 24), 8);
    final TicketPromise nextResponse = new TicketPromise("next_response", Map.of("urgent", 1, "high", 4, "low", 24), 8);
    final TicketPromise resolution = new TicketPromise("resolution", Map.of("urgent", 8, "high", 24, "low", 120), 72);
    private final List<TicketPromise> promises = List.of(firstResponse, nextResponse, resolution);
    private final PlainEvent first;
    private @Nullable PlainEvent last;
    private String meaning = "open";
    String status = "open";
    String priority = "normal";

    @Nullable
    String channel;

    @Nullable
    String team;

    @Nullable
    Long createdAt;

    private @Nullable Long askedAt;

    @Nullable
    Long repliedAt;

    @Nullable
    Long repliedAfter;

    @Nullable
    Long firstSolvedAt;

    @Nullable
    Long solvedAt;

    @Nullable
    Long solvedAfter;

    @Nullable
    Long waited;

    private long waiting;

    @Nullable
    Double rating;

    final Map<String, Long> counts = new HashMap<>();
    long replies;

    private TicketWalk(PlainEvent first, Thresholds thresholds, List<PlainFinding> found) {
        this.first = first;
        this.customerId = first.required("customer_id");
        this.ticketId = first.object();
        this.hasPromises = thresholds.hasPromises(first.required("source"));
        this.found = found;
    }

    /** All tickets of a customer as they stand at a watermark. */
    static List<TicketWalk> all(List<PlainEvent> events, Thresholds thresholds, long watermark) {
        TreeMap<String, List<PlainEvent>> byTicket = new TreeMap<>();
        for (PlainEvent event : events) {
            if (event.stream().equals("support") && !event.object().isEmpty() && rank(event) >= 0) {
                byTicket.computeIfAbsent(event.object(), unused -> new ArrayList<>())
                        .add(event);
            }
        }
        List<TicketWalk> tickets = new ArrayList<>();
        for (List<PlainEvent> its : byTicket.values()) {
            its.sort(Comparator.comparingLong(PlainEvent::occurredAtMillis)
                    .thenComparing(TicketWalk::rank)
                    .thenComparing(event -> event.required("event_id"))
                    .thenComparing(event -> event.required("source")));
            TicketWalk walk = walk(its, thresholds, watermark);
            if (walk != null) {
                tickets.add(walk);
            }
        }
        return tickets;
    }

    private static @Nullable TicketWalk walk(List<PlainEvent> changes, Thresholds thresholds, long watermark) {
        TicketWalk walk = null;
        for (PlainEvent change : changes) {
            if (walk != null) {
                walk.pass(change.occurredAtMillis());
            }
            if (walk != null && walk.isForgottenAt(change.occurredAtMillis())) {
                walk = isOfTicket(change) ? new TicketWalk(change, thresholds, walk.found) : walk;
            } else if (walk == null && isOfTicket(change)) {
                walk = new TicketWalk(change, thresholds, new ArrayList<>());
            }
            if (walk != null && !walk.isForgottenAt(change.occurredAtMillis())) {
                walk.take(change);
            }
        }
        if (walk != null) {
            walk.pass(watermark + 1);
        }
        return walk;
    }

    private boolean isForgottenAt(long at) {
        return last != null && isDone() && at - last.occurredAtMillis() > FORGOTTEN;
    }

    private static boolean isOfTicket(PlainEvent change) {
        return !is(change, "csat_rated") && !is(change, "call_answered");
    }

    private static int rank(PlainEvent event) {
        for (int place = 0; place < ORDER.size(); place++) {
            if (ORDER.get(place).contains(event.required("type"))) {
                return place;
            }
        }
        return -1;
    }

    List<PlainFinding> found() {
        return found;
    }

    private static boolean is(PlainEvent event, String type) {
        return event.required("type").equals(type);
    }

    static boolean isPublic(PlainEvent event) {
        return !Boolean.FALSE.equals(event.fields().get("public"));
    }

    private boolean isDone() {
        return meaning.equals("solved") || meaning.equals("closed");
    }

    private boolean isPaused() {
        return meaning.equals("pending") || meaning.equals("on-hold");
    }

    long count(String type) {
        return counts.getOrDefault(type, 0L);
    }

    /** Lets the deadlines before a moment pass. */
    private void pass(long moment) {
        for (TicketPromise promise : promises) {
            Long target = target(promise);
            boolean isStated = promise == resolution && count("sla_missed") > 0;
            Long at = target == null || isPaused() || isStated ? null : promise.missedAt(target);
            if (at != null && at < moment) {
                found.add(finding(promise.word + "_missed", promise.miss(at), at, at));
            }
        }
    }

    /** The time that there is for a promise; null if there is no promise. */
    @Nullable
    Long target(TicketPromise promise) {
        return hasPromises ? promise.hours(priority) * HOUR : null;
    }

    private PlainFinding finding(String word, String causedBy, long at, long holdsFrom) {
        return PlainFinding.of("support." + word, first, at, holdsFrom, ticketId, causedBy)
                .about(ticketId)
                .with("channel", channel)
                .because(causedBy);
    }

    private void take(PlainEvent change) {
        long at = change.occurredAtMillis();
        PlainEvent before = last;
        if (before != null && createdAt != null && !isDone() && !meaning.equals("pending")) {
            waiting += at - before.occurredAtMillis();
        }
        promises.forEach(promise -> promise.count(at, target(promise)));
        last = change;
        channel = channel == null ? change.text("channel") : channel;
        team = change.text("team") == null ? team : change.text("team");
        counts.merge(change.required("type"), 1L, Long::sum);
        boolean opens = is(change, "ticket_opened") && createdAt == null;
        if (opens || is(change, "priority_changed")) {
            String stated = change.text("priority");
            priority = stated == null ? "normal" : stated;
        }
        if (opens) {
            createdAt = at;
        }
        if (is(change, "csat_rated")) {
            rating = change.real("score");
        }
        move(change);
        ask(change, opens);
        answer(change);
        for (TicketPromise promise : promises) {
            promise.go(at, isPaused(), target(promise));
        }
    }

    private void move(PlainEvent change) {
        boolean wasDone = isDone();
        String before = meaning;
        meaning = meaningAfter(change);
        String stated = change.text("status");
        if (stated != null && meaningOf(stated).equals(meaning)) {
            status = stated;
        } else if (!meaning.equals(before)) {
            status = meaning;
        }
        if (isDone() && !wasDone) {
            long at = change.occurredAtMillis();
            solvedAt = at;
            firstSolvedAt = firstSolvedAt == null ? Long.valueOf(at) : firstSolvedAt;
            if (createdAt != null) {
                solvedAfter = (at - createdAt) / 1000;
                waited = waiting / 1000;
            }
        }
    }

    private String meaningAfter(PlainEvent change) {
        String stated = change.text("status");
        return switch (change.required("type")) {
            case "solved" -> meaning.equals("closed") ? meaning : "solved";
            case "closed" -> "closed";
            case "reopened" -> "open";
            case "waiting_on_customer" -> "pending";
            case "csat_rated" -> meaning;
            default -> {
                boolean isCustomersReply = is(change, "replied") && ClickFriction.isByCustomer(change);
                yield stated != null ? meaningOf(stated) : isCustomersReply && !isDone() ? "open" : meaning;
            }
        };
    }

    private static String meaningOf(String word) {
        return MEANINGS.getOrDefault(
                word.toLowerCase(Locale.ROOT)
                        .replace('_', ' ')
                        .replace('-', ' ')
                        .strip(),
                "open");
    }

    private void ask(PlainEvent change, boolean opens) {
        boolean isReopened = is(change, "reopened");
        if (!opens && !isReopened) {
            return;
        }
        if (repliedAt == null) {
            askedAt = change.occurredAtMillis();
            firstResponse.start(change);
        } else if (isReopened && !"agent".equals(change.text("actor")) && !nextResponse.isRunning()) {
            nextResponse.start(change);
        }
        resolution.start(change);
    }

    private void answer(PlainEvent change) {
        long at = change.occurredAtMillis();
        boolean isReply = is(change, "replied");
        boolean isAnswer =
                is(change, "call_answered") || isReply && "agent".equals(change.text("actor")) && isPublic(change);
        if (isAnswer) {
            replies++;
            if (repliedAt == null) {
                repliedAt = at;
                repliedAfter = askedAt == null ? null : Long.valueOf((at - askedAt) / 1000);
            }
        } else if (isReply
                && ClickFriction.isByCustomer(change)
                && !firstResponse.isRunning()
                && !nextResponse.isRunning()) {
            nextResponse.start(change);
        }
        if (isAnswer || isDone()) {
            give("response_given", change, firstResponse, nextResponse);
        }
        if (isDone()) {
            give("resolution_given", change, resolution);
        }
    }

    private void give(String word, PlainEvent change, TicketPromise... kept) {
        TicketPromise.Miss earliest = null;
        for (TicketPromise promise : kept) {
            TicketPromise.Miss miss = promise.stop();
            if (miss != null && (earliest == null || miss.at() < earliest.at())) {
                earliest = miss;
            }
        }
        if (earliest != null) {
            String eventId = change.required("event_id");
            found.add(finding(word, eventId, change.occurredAtMillis(), earliest.at())
                    .because(earliest.startedBy(), eventId));
        }
    }
}
