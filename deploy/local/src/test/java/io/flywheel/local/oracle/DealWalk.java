package io.flywheel.local.oracle;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One deal from its first event to the watermark: between two events only time passes, and a deadline with it.
 *
 * <p><b>Source:</b> docs/reference/friction-deals.md with its default settings.
 */
final class DealWalk {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long LONGEST_STAY = 30 * DAY;
    private static final long IDLE = 14 * DAY;
    private static final long FORGOTTEN = 90 * DAY;
    private static final Set<String> ENDS = Set.of("won", "order_completed", "lost", "cancelled", "disqualified");
    private static final Set<String> SHOW_A_DEAL = Set.of(
            "created", "qualified", "stage_changed", "close_date_changed", "reopened", "won", "lost", "disqualified");
    private static final Set<String> IN_A_STAGE = Set.of("created", "qualified", "stage_changed", "reopened");

    final String dealId;
    private final List<PlainFinding> found;
    private @Nullable PlainEvent last;
    private boolean isOpen;
    private @Nullable String channel;
    private @Nullable String pipeline;
    private @Nullable String stage;
    private final List<String> stages = new ArrayList<>();
    private PlainEvent entered;
    private boolean isStayOver;
    private @Nullable Expected expected;

    @Nullable
    Long stalledSince;

    long pushes;
    long daysSlipped;

    /** The day on which it is expected to close, who says so, and since when the open deal has it. */
    private record Expected(long day, PlainEvent statedBy, long since, boolean hasPassed) {

        long endsAt() {
            return (day + 1) * DAY;
        }

        LocalDate date() {
            return LocalDate.ofEpochDay(day);
        }
    }

    private DealWalk(PlainEvent first, List<PlainFinding> found) {
        this.dealId = first.object();
        this.entered = first;
        this.found = found;
    }

    /** All deals of a customer as they stand at a watermark. */
    static List<DealWalk> all(List<PlainEvent> events, long watermark) {
        TreeMap<String, List<PlainEvent>> byDeal = new TreeMap<>();
        for (PlainEvent event : events) {
            if (event.stream().equals("deals") && !event.object().isEmpty()) {
                byDeal.computeIfAbsent(event.object(), unused -> new ArrayList<>())
                        .add(event);
            }
        }
        List<DealWalk> deals = new ArrayList<>();
        for (List<PlainEvent> its : byDeal.values()) {
            its.sort(Comparator.comparingLong(PlainEvent::occurredAtMillis)
                    .thenComparing(DealWalk::rank)
                    .thenComparing(event -> event.required("event_id"))
                    .thenComparing(event -> event.required("source")));
            DealWalk walk = null;
            for (PlainEvent change : its) {
                walk = step(walk, change);
            }
            if (walk != null) {
                walk.pass(watermark + 1);
                deals.add(walk);
            }
        }
        return deals;
    }

    private static @Nullable DealWalk step(@Nullable DealWalk before, PlainEvent change) {
        DealWalk walk = before;
        List<PlainFinding> found = before == null ? new ArrayList<>() : before.found;
        if (walk != null) {
            walk.pass(change.occurredAtMillis());
            if (walk.isForgottenAt(change.occurredAtMillis())) {
                walk = null;
            }
        }
        boolean shows = SHOW_A_DEAL.contains(change.required("type"));
        if (walk == null && shows) {
            walk = new DealWalk(change, found);
        }
        if (walk == null) {
            // what was found of a forgotten deal stays found
            return before;
        }
        walk.take(change);
        return walk;
    }

    private boolean isForgottenAt(long at) {
        return last != null && !isOpen && at - last.occurredAtMillis() > FORGOTTEN;
    }

    private static int rank(PlainEvent event) {
        String type = event.required("type");
        return type.equals("created") ? 0 : ENDS.contains(type) || type.equals("reopened") ? 2 : 1;
    }

    List<PlainFinding> found() {
        return found;
    }

    private static String id(PlainEvent event) {
        return event.required("event_id");
    }

    private PlainFinding finding(String word, PlainEvent cause, String causedBy, long at, long holdsFrom) {
        return PlainFinding.of("deals." + word, cause, at, holdsFrom, dealId, causedBy)
                .about(dealId)
                .with("channel", channel);
    }

    private void tell(String word, PlainEvent change, PlainEvent before, long holdsFrom) {
        found.add(finding(word, change, id(change), change.occurredAtMillis(), holdsFrom)
                .because(id(before), id(change)));
    }

    /** Lets the deadlines before a moment pass. */
    private void pass(long moment) {
        PlainEvent latest = last;
        if (!isOpen || latest == null) {
            return;
        }
        long outstayed = Math.max(entered.occurredAtMillis() + LONGEST_STAY, latest.occurredAtMillis());
        long idle = latest.occurredAtMillis() + IDLE;
        boolean hasOutstayed = !isStayOver && outstayed < moment;
        if (stalledSince == null && (hasOutstayed || idle < moment)) {
            boolean byStay = hasOutstayed && outstayed <= idle;
            long at = byStay ? outstayed : idle;
            PlainEvent since = byStay ? entered : latest;
            stalledSince = at;
            found.add(finding("stalled", latest, id(latest), at, at)
                    .because(since.equals(latest) ? List.of(latest) : List.of(since, latest)));
        }
        isStayOver |= hasOutstayed;
        Expected day = expected;
        if (day != null && !day.hasPassed && day.endsAt() >= day.since && day.endsAt() < moment) {
            expected = new Expected(day.day, day.statedBy, day.since, true);
            found.add(finding("slipped", day.statedBy, day.date().toString(), day.endsAt(), day.endsAt())
                    .because(List.of(day.statedBy)));
        }
    }

    private void take(PlainEvent change) {
        String type = change.required("type");
        PlainEvent before = last;
        if (ENDS.contains(type)) {
            isOpen = false;
            stalledSince = null;
        } else if (isOpen && before != null) {
            if (stalledSince != null) {
                tell("revived", change, before, stalledSince);
                stalledSince = null;
            }
            move(change);
            expect(change);
        } else if (before == null || type.equals("reopened")) {
            begin(change);
        }
        channel = channel == null ? change.text("channel") : channel;
        last = change;
    }

    private void begin(PlainEvent change) {
        isOpen = true;
        place(change);
        entered = change;
        isStayOver = false;
        Long day = change.number("expected_close_on");
        Expected known = expected;
        if (day != null && (known == null || known.day != day)) {
            expected = new Expected(day, change, change.occurredAtMillis(), false);
        } else if (known != null) {
            expected = new Expected(known.day, known.statedBy, change.occurredAtMillis(), known.hasPassed);
        }
    }

    /** Takes pipeline and stage, and says whether it is another pipeline than it was. */
    private boolean place(PlainEvent change) {
        String toPipeline = change.text("pipeline");
        boolean isElsewhere = toPipeline != null && pipeline != null && !toPipeline.equals(pipeline);
        pipeline = toPipeline == null ? pipeline : toPipeline;
        if (isElsewhere) {
            stages.clear();
        }
        if (IN_A_STAGE.contains(change.required("type")) && change.text("stage") != null) {
            stage = change.text("stage");
        }
        if (stage != null && !stages.contains(stage)) {
            stages.add(stage);
        }
        return isElsewhere;
    }

    private void move(PlainEvent change) {
        String from = stage;
        PlainEvent brought = entered;
        boolean isElsewhere = place(change);
        if (!isElsewhere && Objects.equals(from, stage)) {
            return;
        }
        entered = change;
        isStayOver = false;
        boolean leadsBack = from != null && stages.indexOf(stage) < stages.indexOf(from);
        if (!isElsewhere && leadsBack && change.required("type").equals("stage_changed")) {
            tell("regressed", change, brought, PlainFinding.AT_ONCE);
        }
    }

    private void expect(PlainEvent change) {
        Long day = change.number("expected_close_on");
        Expected before = expected;
        if (day == null || before != null && before.day == day) {
            return;
        }
        Expected now = new Expected(day, change, change.occurredAtMillis(), false);
        expected = now;
        if (before != null && YearMonth.from(now.date()).isAfter(YearMonth.from(before.date()))) {
            pushes++;
            daysSlipped += now.day - before.day;
            if (!before.hasPassed) {
                tell("slipped", change, before.statedBy, PlainFinding.AT_ONCE);
            }
        }
    }
}
