package io.flywheel.domain.friction.service;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.activity.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rules once more, by stepping through all activities and every quarter of an hour: no settling, no clocks, no order of arrival. */
final class NaiveDesk {

    static final long QUARTER = Duration.ofMinutes(15).toMillis();

    private final ServiceSettings settings;
    private final Map<String, List<Activity>> tickets = new TreeMap<>();
    private final List<Activity> all;

    NaiveDesk(List<Activity> seen, ServiceSettings settings) {
        this.settings = settings;
        all = new ArrayList<>(seen);
        all.sort(Comparator.comparingLong(Activity::occurredAtMillis)
                .thenComparingInt(NaiveDesk::rank)
                .thenComparing(Activity::eventId));
        for (Activity one : all) {
            if (rank(one) >= 0) {
                tickets.computeIfAbsent(Objects.requireNonNull(one.objectRef()), any -> new ArrayList<>())
                        .add(one);
            }
        }
    }

    private static int rank(Activity one) {
        return List.of(
                        ActivityKind.TICKET_OPENED,
                        ActivityKind.SUPPORT_REOPENED,
                        ActivityKind.PRIORITY_CHANGED,
                        ActivityKind.REASSIGNED,
                        ActivityKind.STATUS_CHANGED,
                        ActivityKind.REPLIED,
                        ActivityKind.WAITING_ON_CUSTOMER,
                        ActivityKind.SLA_MISSED,
                        ActivityKind.SOLVED,
                        ActivityKind.CLOSED,
                        ActivityKind.CSAT_RATED)
                .indexOf(one.kind());
    }

    /** Findings in the words when, what and why, sorted; the watermark is past all activities. */
    Set<String> findings(long watermark) {
        Set<String> found = new TreeSet<>();
        tickets.forEach((id, changes) -> found.addAll(new Walk(id).run(changes, watermark).found));
        for (Activity one : all) {
            contact(one, found);
        }
        return found;
    }

    Map<String, List<@Nullable Object>> rows(long watermark) {
        Map<String, List<@Nullable Object>> rows = new TreeMap<>();
        tickets.forEach((id, changes) -> {
            Walk walk = new Walk(id).run(changes, watermark);
            if (walk.last != null) {
                rows.put(id, walk.row());
            }
        });
        return rows;
    }

    /** The columns of a row that this class works out, too. */
    static List<@Nullable Object> columns(TicketRow row) {
        List<@Nullable Object> columns = new ArrayList<>();
        columns.add(row.priority());
        columns.add(row.team());
        columns.add(row.createdAtMillis());
        columns.add(row.firstReplyAtMillis());
        columns.add(row.firstReplyBusinessSeconds());
        columns.add(row.solvedAtMillis());
        columns.add(row.resolutionBusinessSeconds());
        columns.add(row.requesterWaitSeconds());
        columns.add(row.reopens() * 10_000 + row.replies() * 100 + row.reassignments());
        columns.add(row.slaMissed());
        columns.add(row.firstReplyBreached());
        columns.add(row.nextReplyBreached());
        columns.add(row.resolutionBreached());
        columns.add(row.csat());
        return columns;
    }

    private void contact(Activity one, Set<String> found) {
        boolean opens = one.kind() == ActivityKind.TICKET_OPENED && one.isByCustomer();
        if (!opens && !(one.kind() == ActivityKind.REPLIED && one.isByCustomer())) {
            return;
        }
        boolean repeats = false;
        boolean known = false;
        @Nullable Activity last = null;
        for (Activity other : all) {
            boolean otherOpens = other.kind() == ActivityKind.TICKET_OPENED && other.isByCustomer();
            boolean contact = otherOpens || other.kind() == ActivityKind.REPLIED && other.isByCustomer();
            long apart = one.occurredAtMillis() - other.occurredAtMillis();
            boolean before = apart > 0 || apart == 0 && other.eventId().compareTo(one.eventId()) < 0;
            if (!contact || !before) {
                continue;
            }
            boolean sameTopic = one.topic() != null && one.topic().equals(other.topic());
            boolean sameTicket = Objects.equals(one.objectRef(), other.objectRef());
            if (apart <= settings.repeatContactMillis()) {
                known |= sameTicket;
                repeats |= otherOpens && sameTopic;
            }
            boolean later = last == null
                    || other.occurredAtMillis() > last.occurredAtMillis()
                    || other.occurredAtMillis() == last.occurredAtMillis()
                            && other.eventId().compareTo(last.eventId()) > 0;
            if (apart <= settings.channelSwitchMillis() && (sameTopic || sameTicket) && later) {
                last = other;
            }
        }
        if (opens && repeats && !known) {
            found.add(one.occurredAtMillis() + " repeat_contact:" + one.eventId());
        }
        if (last != null && !Objects.equals(last.channel(), one.channel())) {
            found.add(one.occurredAtMillis() + " channel_switched:" + one.eventId());
        }
    }

    /** One ticket, quarter by quarter. */
    private final class Walk {
        final String id;
        final List<String> found = new ArrayList<>();

        @Nullable
        Activity last;

        private String status = "open";
        private Priority priority = Priority.NORMAL;
        private @Nullable String team;
        private final @Nullable String[] waitingFor = new String[3];
        private final long[] spent = new long[3];
        private final boolean[] missed = new boolean[3];
        private final boolean[] everMissed = new boolean[3];
        private final boolean[] open = new boolean[3];
        private @Nullable Long created;
        private @Nullable Long asked;
        private @Nullable Long replied;
        private @Nullable Long repliedAfter;
        private @Nullable Long solved;
        private @Nullable Long solvedAfter;
        private @Nullable Long waited;
        private long waiting;
        private int reopens;
        private int replies;
        private int reassignments;
        private int sla;
        private @Nullable Double csat;

        Walk(String id) {
            this.id = id;
        }

        Walk run(List<Activity> changes, long watermark) {
            Walk walk = this;
            int next = 0;
            long at = changes.get(0).occurredAtMillis();
            long end = Math.max(watermark, changes.get(changes.size() - 1).occurredAtMillis());
            for (; at <= end; at += QUARTER) {
                for (; next < changes.size() && changes.get(next).occurredAtMillis() == at; next++) {
                    walk = walk.take(changes.get(next));
                }
                walk.deadlines(at);
                walk.spend(at);
            }
            return walk;
        }

        private Walk take(Activity one) {
            Activity before = last;
            if (before != null
                    && done()
                    && one.occurredAtMillis() - before.occurredAtMillis() > settings.forgottenAfterMillis()) {
                Walk anew = new Walk(id);
                anew.found.addAll(found);
                return anew.take(one);
            }
            if (before == null && one.kind() == ActivityKind.CSAT_RATED) {
                return this;
            }
            last = one;
            team = one.team() == null ? team : one.team();
            boolean wasDone = done();
            apply(one);
            if (done()) {
                if (!wasDone) {
                    solved = one.occurredAtMillis();
                    if (created != null) {
                        solvedAfter = business(created, one.occurredAtMillis());
                        waited = waiting / 1000;
                    }
                }
                give(one, 0, 2);
                give(one, 2, 3);
            }
            return this;
        }

        private long business(long from, long to) {
            return settings.calendarOf(team).businessBetween(from, to) / 1000;
        }

        private void apply(Activity one) {
            String stated = one.status();
            switch (one.kind()) {
                case TICKET_OPENED -> {
                    status = stated == null ? status : stated;
                    if (created == null) {
                        created = one.occurredAtMillis();
                        priority = one.priority();
                        ask(one);
                        start(2, one);
                    }
                }
                case SUPPORT_REOPENED -> {
                    reopens++;
                    status = "open";
                    ask(one);
                    if (replied != null && waitingFor[1] == null && one.actor() != Actor.AGENT) {
                        start(1, one);
                    }
                    start(2, one);
                }
                case PRIORITY_CHANGED -> priority = one.priority();
                case REASSIGNED -> reassignments++;
                case STATUS_CHANGED -> status = stated == null ? status : stated;
                case REPLIED -> reply(one);
                case WAITING_ON_CUSTOMER -> status = "pending";
                case SLA_MISSED -> sla++;
                case SOLVED -> status = status.equals("closed") ? status : "solved";
                case CLOSED -> status = "closed";
                default -> csat = one.score();
            }
        }

        private void ask(Activity one) {
            if (replied == null) {
                asked = one.occurredAtMillis();
                start(0, one);
            }
        }

        private void reply(Activity one) {
            if (one.actor() == Actor.CUSTOMER) {
                status = done() ? status : "open";
                if (!done() && waitingFor[0] == null && waitingFor[1] == null) {
                    start(1, one);
                }
            } else if (one.actor() == Actor.AGENT && one.isPublic()) {
                replies++;
                if (replied == null) {
                    replied = one.occurredAtMillis();
                    repliedAfter = asked == null ? null : business(asked, replied);
                }
                give(one, 0, 2);
            }
        }

        private void start(int promise, Activity one) {
            waitingFor[promise] = one.eventId();
            spent[promise] = 0;
            missed[promise] = false;
        }

        private void give(Activity one, int from, int to) {
            boolean late = false;
            for (int i = from; i < to; i++) {
                late |= open[i];
                open[i] = false;
                waitingFor[i] = null;
            }
            if (late) {
                String kind = from == 2 ? "resolution_given" : "response_given";
                found.add(one.occurredAtMillis() + " " + kind + ":" + id + ":" + one.eventId());
            }
        }

        private void deadlines(long at) {
            for (int i = 0; i < 3; i++) {
                ServiceTarget target = target(i);
                boolean due = target != null && waitingFor[i] != null && spent[i] >= target.lastMillis();
                if (due && !missed[i] && !paused() && !(i == 2 && sla > 0)) {
                    missed[i] = true;
                    everMissed[i] = true;
                    open[i] = true;
                    String kind = List.of("first_response", "next_response", "resolution")
                            .get(i);
                    found.add(at + " " + kind + "_missed:" + id + ":" + waitingFor[i]);
                }
            }
        }

        private void spend(long at) {
            for (int i = 0; i < 3; i++) {
                ServiceTarget target = target(i);
                BusinessCalendar calendar = target == null || target.inBusinessTime()
                        ? settings.calendarOf(team)
                        : BusinessCalendar.alwaysOpen();
                if (waitingFor[i] != null && !paused()) {
                    spent[i] += calendar.businessBetween(at, at + QUARTER);
                }
            }
            waiting += created != null && !done() && !status.equals("pending") ? QUARTER : 0;
        }

        private @Nullable ServiceTarget target(int promise) {
            ServiceTargets targets = settings.policy().targets().getOrDefault(priority, ServiceTargets.NONE);
            return promise == 0
                    ? targets.firstResponse()
                    : promise == 1 ? targets.nextResponse() : targets.resolution();
        }

        private boolean done() {
            return status.equals("solved") || status.equals("closed");
        }

        private boolean paused() {
            return status.equals("pending") || status.equals("on-hold");
        }

        List<@Nullable Object> row() {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(priority);
            row.add(team);
            row.add(created);
            row.add(replied);
            row.add(repliedAfter);
            row.add(solved);
            row.add(solvedAfter);
            row.add(waited);
            row.add(reopens * 10_000 + replies * 100 + reassignments);
            row.add(sla);
            row.add(everMissed[0]);
            row.add(everMissed[1]);
            row.add(everMissed[2] || sla > 0);
            row.add(csat);
            return row;
        }
    }
}
