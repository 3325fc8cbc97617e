package io.flywheel.domain.friction.deals;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rules once more, by stepping through all activities and every hour: no settling, no deadlines worked out ahead, no order of arrival. */
final class NaiveDeals {

    static final long HOUR = Duration.ofHours(1).toMillis();

    private static final Set<ActivityKind> ENDS = Set.of(
            ActivityKind.WON,
            ActivityKind.ORDER_COMPLETED,
            ActivityKind.LOST,
            ActivityKind.CANCELLED,
            ActivityKind.DISQUALIFIED);
    private static final Set<ActivityKind> BEGINS = Set.of(
            ActivityKind.CREATED,
            ActivityKind.QUALIFIED,
            ActivityKind.STAGE_CHANGED,
            ActivityKind.CLOSE_DATE_CHANGED,
            ActivityKind.DEAL_REOPENED);
    private static final Set<ActivityKind> ENDS_WHAT_IS_NOT_KNOWN =
            Set.of(ActivityKind.WON, ActivityKind.LOST, ActivityKind.DISQUALIFIED);
    private static final Set<ActivityKind> IN_A_STAGE = Set.of(
            ActivityKind.CREATED, ActivityKind.QUALIFIED, ActivityKind.STAGE_CHANGED, ActivityKind.DEAL_REOPENED);
    private static final Set<ActivityKind> TOUCHES = Set.of(
            ActivityKind.OUTBOUND_CALL,
            ActivityKind.CALL_ANSWERED,
            ActivityKind.REPLIED,
            ActivityKind.ACTIVITY_LOGGED,
            ActivityKind.MEETING_BOOKED);

    private final DealSettings settings;
    private final List<Activity> all;
    private final long watermark;
    private final Set<String> found = new TreeSet<>();
    private final Map<String, DealFacts> facts = new TreeMap<>();
    private final Map<String, InquiryRow> inquiries = new TreeMap<>();

    /** All there is to find; the watermark is past all activities. */
    NaiveDeals(List<Activity> seen, DealSettings settings, long watermark) {
        this.settings = settings;
        this.watermark = watermark;
        all = new ArrayList<>(seen);
        all.sort(Comparator.comparingLong(Activity::occurredAtMillis)
                .thenComparingInt(NaiveDeals::rank)
                .thenComparing(Activity::eventId));
        Map<String, List<Activity>> deals = new TreeMap<>();
        for (Activity one : all) {
            if (one.kind().qualifiedName().startsWith("deals.")) {
                deals.computeIfAbsent(Objects.requireNonNull(one.objectRef()), any -> new ArrayList<>())
                        .add(one);
            }
        }
        deals.forEach((id, changes) -> new Walk(id).run(changes));
        leads();
    }

    private static int rank(Activity one) {
        if (ENDS.contains(one.kind()) || one.kind() == ActivityKind.DEAL_REOPENED) {
            return 2;
        }
        return one.kind() == ActivityKind.CREATED ? 0 : 1;
    }

    Set<String> findings() {
        return found;
    }

    Map<String, DealFacts> facts() {
        return facts;
    }

    Map<String, InquiryRow> inquiries() {
        return inquiries;
    }

    private void leads() {
        Activity waits = null;
        for (long now = Scene.START; now <= watermark; now += HOUR) {
            for (Activity one : at(now, all)) {
                if (one.isByCustomer() && settings.inquiries().contains(one.kind())) {
                    inquire(one, waits != null);
                    waits = waits == null ? one : waits;
                }
            }
            if (waits == null) {
                continue;
            }
            Long due = due(waits.occurredAtMillis());
            if (!touches(now).isEmpty()) {
                waits = null;
            } else if (due != null && now == due) {
                found.add(now + " lead_left_waiting:" + waits.eventId());
                waits = null;
            } else if (due == null && now == waits.occurredAtMillis() + settings.forgottenAfterMillis()) {
                waits = null;
            }
        }
    }

    private void inquire(Activity one, boolean repeated) {
        long asked = one.occurredAtMillis();
        Long due = due(asked);
        Long touched = null;
        long last = Math.max(asked + settings.forgottenAfterMillis(), due == null ? 0 : due);
        for (long now = asked; now <= Math.min(last, watermark) && touched == null; now += HOUR) {
            touched = touches(now).isEmpty() ? null : now;
        }
        boolean left = due != null && due <= watermark && (touched == null || touched > due);
        inquiries.put(
                one.eventId(),
                new InquiryRow(
                        one.source(),
                        one.eventId(),
                        one.kind().type(),
                        one.channel(),
                        one.page(),
                        asked,
                        repeated ? null : due,
                        repeated ? null : touched,
                        repeated || touched == null ? null : touches(touched).get(0),
                        left && !repeated,
                        repeated));
    }

    private @Nullable Long due(long asked) {
        if (settings.leadTarget() == null) {
            return null;
        }
        long due = asked;
        for (long left = settings.leadTarget().durationMillis() / HOUR; left > 0; due += HOUR) {
            left -= works(due) ? 1 : 0;
        }
        return due;
    }

    /** What turned to the customer in an hour: the kinds, in the order in which the product lists them. */
    private List<String> touches(long now) {
        return at(now, all).stream()
                .filter(one -> one.actor() == Actor.AGENT && TOUCHES.contains(one.kind()))
                .filter(one -> one.kind() != ActivityKind.REPLIED || one.isPublic())
                .map(Activity::kind)
                .sorted()
                .map(ActivityKind::type)
                .toList();
    }

    private boolean works(long now) {
        if (!Objects.requireNonNull(settings.leadTarget()).inBusinessTime()) {
            return true;
        }
        OffsetDateTime hour = Instant.ofEpochMilli(now).atOffset(ZoneOffset.UTC);
        boolean weekend = hour.getDayOfWeek() == DayOfWeek.SATURDAY || hour.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend && hour.getHour() >= 9 && hour.getHour() < 17;
    }

    private static List<Activity> at(long now, List<Activity> all) {
        return all.stream().filter(one -> one.occurredAtMillis() == now).toList();
    }

    /** One deal, from hour to hour. */
    private final class Walk {
        private final String deal;
        private List<Activity> past = new ArrayList<>();
        private boolean open;
        private @Nullable String pipeline;
        private @Nullable String stage;
        private List<String> stages = new ArrayList<>();
        private long inStageSince;
        private boolean tooLongInStage;
        private @Nullable Long stalledSince;
        private @Nullable LocalDate expected;
        private long expectedSince;
        private boolean overdue;
        private int pushes;
        private long days;

        Walk(String deal) {
            this.deal = deal;
        }

        void run(List<Activity> changes) {
            Walk walk = this;
            for (long now = Scene.START; now <= watermark; now += HOUR) {
                for (Activity one : at(now, changes)) {
                    if (!walk.past.isEmpty()
                            && !walk.open
                            && now - walk.last().occurredAtMillis() > settings.forgottenAfterMillis()) {
                        walk = new Walk(deal);
                    }
                    walk.happens(one);
                }
                walk.pass(now);
            }
            if (!walk.past.isEmpty()) {
                facts.put(deal, new DealFacts(deal, walk.pushes, walk.days, walk.stalledSince));
            }
        }

        private Activity last() {
            return past.get(past.size() - 1);
        }

        private void tell(String kind, long now, String cause) {
            assertNew(found.add(now + " " + kind + ":" + deal + ":" + cause));
        }

        private void assertNew(boolean added) {
            if (!added) {
                throw new AssertionError("told twice of deal " + deal);
            }
        }

        private void happens(Activity one) {
            boolean known = !past.isEmpty();
            if (!known && !BEGINS.contains(one.kind()) && !ENDS_WHAT_IS_NOT_KNOWN.contains(one.kind())) {
                return;
            }
            boolean wasOpen = open;
            if (ENDS.contains(one.kind())) {
                open = false;
                stalledSince = null;
            } else if (!known || one.kind() == ActivityKind.DEAL_REOPENED) {
                open = true;
            }
            past.add(one);
            if (!open) {
                return;
            }
            if (stalledSince != null) {
                stalledSince = null;
                tell("revived", one.occurredAtMillis(), one.eventId());
            }
            goes(one, wasOpen);
            expects(one, wasOpen);
        }

        private void goes(Activity one, boolean wasOpen) {
            String toPipeline = one.pipeline() == null ? pipeline : one.pipeline();
            boolean states = IN_A_STAGE.contains(one.kind()) && one.stage() != null;
            String toStage = states ? one.stage() : stage;
            boolean elsewhere = pipeline != null && !Objects.equals(pipeline, toPipeline);
            boolean moves = elsewhere || !Objects.equals(stage, toStage);
            if (elsewhere) {
                stages = new ArrayList<>();
            }
            if (toStage != null && !stages.contains(toStage)) {
                stages.add(toStage);
            }
            if (wasOpen
                    && moves
                    && !elsewhere
                    && one.kind() == ActivityKind.STAGE_CHANGED
                    && stage != null
                    && isBefore(toPipeline, Objects.requireNonNull(toStage), stage)) {
                tell("regressed", one.occurredAtMillis(), one.eventId());
            }
            if (moves || !wasOpen) {
                inStageSince = one.occurredAtMillis();
                tooLongInStage = false;
            }
            pipeline = toPipeline;
            stage = toStage;
        }

        private boolean isBefore(@Nullable String in, String first, String second) {
            List<String> order = "p".equals(in)
                    ? Objects.requireNonNull(settings.pipelineByName().get("p")).order()
                    : settings.pipeline().order();
            List<String> by = order.contains(first) && order.contains(second) ? order : stages;
            return by.indexOf(first) < by.indexOf(second);
        }

        private void expects(Activity one, boolean wasOpen) {
            LocalDate day =
                    one.expectedCloseDay() == Activity.ABSENT ? null : LocalDate.ofEpochDay(one.expectedCloseDay());
            LocalDate before = expected;
            boolean changes = day != null && !day.equals(before);
            if (changes || !wasOpen) {
                expectedSince = one.occurredAtMillis();
            }
            if (day == null || !changes) {
                return;
            }
            if (wasOpen && before != null && period(day).compareTo(period(before)) > 0) {
                pushes++;
                days += day.toEpochDay() - before.toEpochDay();
                if (!overdue) {
                    tell("slipped", one.occurredAtMillis(), one.eventId());
                }
            }
            expected = day;
            overdue = false;
        }

        private String period(LocalDate day) {
            return settings.closePeriod() == ClosePeriod.MONTH
                    ? YearMonth.from(day).toString()
                    : day.getYear() + " " + (day.getMonthValue() + 2) / 3;
        }

        /** What becomes true when an hour has come and all that happened at it. */
        private void pass(long now) {
            if (!open) {
                return;
            }
            LocalDate day = expected;
            Instant end = Instant.ofEpochMilli(now);
            if (day != null
                    && !overdue
                    && expectedSince <= now
                    && day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).equals(end)) {
                overdue = true;
                tell("slipped", now, day.toString());
            }
            boolean nowTooLong = longest() > 0 && now - inStageSince >= longest() && !tooLongInStage;
            tooLongInStage |= nowTooLong;
            boolean idle = now - last().occurredAtMillis() >= settings.idleMillis();
            if (stalledSince == null && (nowTooLong || idle)) {
                stalledSince = now;
                tell("stalled", now, last().eventId());
            }
        }

        private long longest() {
            Pipeline in = "p".equals(pipeline)
                    ? Objects.requireNonNull(settings.pipelineByName().get("p"))
                    : settings.pipeline();
            StageLimit limit = stage == null ? in.limit() : in.limitByStage().getOrDefault(stage, in.limit());
            return Math.max(limit.rottenMillis(), limit.medianMillis() * 3 / 2);
        }
    }
}
