package io.flywheel.app.postgres;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.facts.CallRow;
import io.flywheel.domain.facts.CustomerFact;
import io.flywheel.domain.facts.RatingRow;
import io.flywheel.domain.friction.deals.InquiryRow;
import io.flywheel.domain.friction.service.TicketRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The windows over facts once more, window by window from all facts. */
final class NaiveFacts {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final Map<String, Long> GRAINS = Map.of("1h", HOUR, "1d", 24 * HOUR);
    private static final Set<String> DONE = Set.of("solved", "resolved", "closed");

    private final List<CustomerFact> facts;
    private final long watermark;

    NaiveFacts(List<CustomerFact> facts, long watermark) {
        this.facts = facts;
        this.watermark = watermark;
    }

    private <R> List<R> all(Function<CustomerFact, @Nullable R> part) {
        return facts.stream().map(part).filter(Objects::nonNull).toList();
    }

    List<Map<String, @Nullable Object>> support() {
        List<TicketRow> tickets = all(CustomerFact::ticket);
        List<RatingRow> ratings = all(CustomerFact::rating);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (String team : List.of("all", "first", "second", "")) {
            for (String channel : List.of("all", "mail", "chat", "")) {
                List<TicketRow> own = tickets.stream()
                        .filter(one -> is(team, one.team()) && is(channel, one.channel()))
                        .toList();
                List<RatingRow> answers = ratings.stream()
                        .filter(one -> is(team, one.team()) && is(channel, one.channel()))
                        .toList();
                List<@Nullable Long> moments = new ArrayList<>();
                own.forEach(one -> {
                    moments.add(one.createdAtMillis());
                    moments.add(one.firstReplyAtMillis());
                    moments.add(one.solvedAtMillis());
                });
                answers.forEach(one -> moments.add(one.occurredAtMillis()));
                windows(
                        moments,
                        (grain, start, end) -> rows.add(support(team, channel, grain, start, end, own, answers)));
            }
        }
        return rows;
    }

    private Map<String, @Nullable Object> support(
            String team,
            String channel,
            String grain,
            long start,
            long end,
            List<TicketRow> tickets,
            List<RatingRow> ratings) {
        List<TicketRow> created = in(start, end, tickets, TicketRow::createdAtMillis);
        List<TicketRow> answered = in(start, end, tickets, TicketRow::firstReplyAtMillis);
        List<TicketRow> solved = in(start, end, tickets, TicketRow::solvedAtMillis);
        List<RatingRow> rated = in(start, end, ratings, RatingRow::occurredAtMillis);
        List<Double> csat = scores(rated, ActivityKind.CSAT_RATED);
        List<Double> nps = scores(rated, ActivityKind.NPS_RATED);
        List<Double> ces = scores(rated, ActivityKind.CES_RATED);
        long reopened = count(solved, one -> one.reopens() > 0);
        long promoted = count(nps, one -> one >= 9) - count(nps, one -> one <= 6);
        return ViewRows.row(
                "team",
                team,
                "channel",
                channel,
                "grain",
                grain,
                "window_start",
                Instant.ofEpochMilli(start),
                "window_end",
                Instant.ofEpochMilli(end),
                "created",
                (long) created.size(),
                "answered",
                (long) answered.size(),
                "solved",
                (long) solved.size(),
                "reopened",
                reopened,
                "reopen_rate",
                rate(reopened, solved.size()),
                "one_touch_rate",
                rate(count(solved, one -> one.reopens() == 0 && one.replies() < 2), solved.size()),
                "frt_p50_s",
                percentile(0.5, answered, TicketRow::firstReplySeconds),
                "frt_p90_s",
                percentile(0.9, answered, TicketRow::firstReplySeconds),
                "frt_business_p50_s",
                percentile(0.5, answered, TicketRow::firstReplyBusinessSeconds),
                "frt_business_p90_s",
                percentile(0.9, answered, TicketRow::firstReplyBusinessSeconds),
                "ttr_p50_s",
                percentile(0.5, solved, TicketRow::resolutionSeconds),
                "ttr_p90_s",
                percentile(0.9, solved, TicketRow::resolutionSeconds),
                "ttr_business_p50_s",
                percentile(0.5, solved, TicketRow::resolutionBusinessSeconds),
                "ttr_business_p90_s",
                percentile(0.9, solved, TicketRow::resolutionBusinessSeconds),
                "sla_breach_n",
                count(created, one -> one.firstReplyBreached() || one.nextReplyBreached() || one.resolutionBreached()),
                "csat_pct",
                csat.size() < 5 ? null : 100.0 * count(csat, one -> one > 3.5) / csat.size(),
                "csat_n",
                (long) csat.size(),
                "nps",
                nps.size() < 5 ? null : 100.0 * promoted / nps.size(),
                "nps_n",
                (long) nps.size(),
                "ces_mean",
                ces.size() < 5 ? null : ces.stream().mapToDouble(one -> one).sum() / ces.size(),
                "ces_n",
                (long) ces.size(),
                "backlog",
                count(tickets, one -> wasOpen(one, end)),
                "is_final",
                end + 9 * 24 * HOUR <= watermark);
    }

    private static boolean wasOpen(TicketRow ticket, long at) {
        if (ticket.createdAtMillis() == null || ticket.createdAtMillis() >= at) {
            return false;
        }
        boolean done = DONE.contains(ticket.status().toLowerCase(Locale.ROOT));
        return !done || (ticket.solvedAtMillis() != null && ticket.solvedAtMillis() >= at);
    }

    private static List<Double> scores(List<RatingRow> rated, ActivityKind kind) {
        return rated.stream()
                .filter(one -> one.kind() == kind)
                .map(RatingRow::score)
                .toList();
    }

    List<Map<String, @Nullable Object>> calls() {
        List<CustomerFact> offered = facts.stream()
                .filter(one -> one.call() != null && isOffered(one.call()))
                .toList();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (String source : List.of("all", "pbx", "tracker")) {
            for (String team : List.of("all", "first", "")) {
                List<CustomerFact> own = offered.stream()
                        .filter(one -> is(source, call(one).source())
                                && is(team, call(one).team()))
                        .toList();
                windows(
                        own.stream()
                                .<@Nullable Long>map(one -> call(one).occurredAtMillis())
                                .toList(),
                        (grain, start, end) -> rows.add(calls(
                                source,
                                team,
                                grain,
                                start,
                                end,
                                in(start, end, own, one -> call(one).occurredAtMillis()),
                                offered)));
            }
        }
        return rows;
    }

    private Map<String, @Nullable Object> calls(
            String source,
            String team,
            String grain,
            long start,
            long end,
            List<CustomerFact> own,
            List<CustomerFact> offered) {
        List<CallRow> answered = own.stream()
                .map(NaiveFacts::call)
                .filter(one -> outcome(one).equals("answered"))
                .toList();
        long shortly = count(own, one -> outcome(call(one)).equals("short_abandoned"));
        long abandoned = count(own, one -> outcome(call(one)).equals("abandoned"));
        long counted = own.size() - shortly;
        return ViewRows.row(
                "source", source,
                "team", team,
                "grain", grain,
                "window_start", Instant.ofEpochMilli(start),
                "window_end", Instant.ofEpochMilli(end),
                "offered", (long) own.size(),
                "answered", (long) answered.size(),
                "missed", count(own, one -> outcome(call(one)).equals("missed")),
                "abandoned", abandoned,
                "short_abandoned", shortly,
                "voicemail", count(own, one -> outcome(call(one)).equals("voicemail")),
                "abandon_rate", rate(abandoned, counted),
                "service_level",
                        rate(count(answered, one -> one.waitSeconds() != null && one.waitSeconds() <= 20), counted),
                "avg_wait_s", mean(answered, CallRow::waitSeconds),
                "avg_talk_s", mean(answered, CallRow::talkSeconds),
                "first_time_callers",
                        count(own, one -> before(one, Long.MAX_VALUE, offered).isEmpty()),
                "repeat_72h",
                        count(
                                own,
                                one -> before(one, 72 * HOUR, offered).stream()
                                        .anyMatch(other -> Objects.equals(
                                                call(one).topic(), call(other).topic()))),
                "callback_p50_s",
                        percentile(
                                0.5,
                                own.stream()
                                        .filter(one -> !outcome(call(one)).equals("answered"))
                                        .toList(),
                                this::callback),
                "is_final", end + 9 * 24 * HOUR <= watermark);
    }

    private static CallRow call(CustomerFact fact) {
        return Objects.requireNonNull(fact.call());
    }

    private static boolean isOffered(CallRow call) {
        return call.kind() == ActivityKind.CALL_ANSWERED
                || (call.kind() != ActivityKind.OUTBOUND_CALL && call.actor() != Actor.AGENT);
    }

    private static String outcome(CallRow call) {
        boolean talked = call.talkSeconds() == null || call.talkSeconds() > 0;
        boolean soon = call.waitSeconds() != null && call.waitSeconds() < 10;
        return switch (call.kind()) {
            case CALL_ANSWERED -> talked ? "answered" : "missed";
            case CALL_ABANDONED -> soon ? "short_abandoned" : "abandoned";
            case VOICEMAIL -> "voicemail";
            default -> "missed";
        };
    }

    /** What the customer offered before a call, at most so long before. */
    private static List<CustomerFact> before(CustomerFact one, long most, List<CustomerFact> offered) {
        return offered.stream()
                .filter(other -> other.customerId().equals(one.customerId())
                        && order(other).compareTo(order(one)) < 0)
                .filter(other -> call(one).occurredAtMillis() - call(other).occurredAtMillis() <= most)
                .toList();
    }

    private static String order(CustomerFact one) {
        return "%015d %s %s"
                .formatted(
                        call(one).occurredAtMillis(),
                        call(one).source(),
                        call(one).eventId());
    }

    private @Nullable Long callback(CustomerFact one) {
        return facts.stream()
                .filter(other -> other.customerId().equals(one.customerId()))
                .map(CustomerFact::call)
                .filter(Objects::nonNull)
                .filter(other -> other.kind() == ActivityKind.OUTBOUND_CALL)
                .map(other -> (other.occurredAtMillis() - call(one).occurredAtMillis()) / 1000)
                .filter(seconds -> seconds >= 0)
                .min(Long::compare)
                .orElse(null);
    }

    List<Map<String, @Nullable Object>> speedToLead() {
        List<InquiryRow> asked = all(CustomerFact::inquiry).stream()
                .filter(one -> !one.repeated())
                .toList();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (String channel : List.of("all", "mail", "ads", "")) {
            List<InquiryRow> own =
                    asked.stream().filter(one -> is(channel, one.channel())).toList();
            windows(
                    own.stream().<@Nullable Long>map(InquiryRow::askedAtMillis).toList(),
                    (grain, start, end) -> rows.add(
                            leads(channel, grain, start, end, in(start, end, own, InquiryRow::askedAtMillis))));
        }
        return rows;
    }

    private Map<String, @Nullable Object> leads(
            String channel, String grain, long start, long end, List<InquiryRow> own) {
        return ViewRows.row(
                "source", channel,
                "grain", grain,
                "window_start", Instant.ofEpochMilli(start),
                "window_end", Instant.ofEpochMilli(end),
                "inquiries", (long) own.size(),
                "p50_s", percentile(0.5, own, NaiveFacts::waitedSeconds),
                "p90_s", percentile(0.9, own, NaiveFacts::waitedSeconds),
                "within_5m", count(own, one -> waitedAtMost(HOUR / 12, one)),
                "within_1h", count(own, one -> waitedAtMost(HOUR, one)),
                "within_24h", count(own, one -> waitedAtMost(24 * HOUR, one)),
                "left_waiting", count(own, InquiryRow::leftWaiting),
                "never", count(own, one -> waited(one) == null),
                "is_final", end + 9 * 24 * HOUR <= watermark);
    }

    private static @Nullable Long waited(InquiryRow one) {
        return one.touchedAtMillis() == null ? null : one.touchedAtMillis() - one.askedAtMillis();
    }

    private static @Nullable Double waitedSeconds(InquiryRow one) {
        Long millis = waited(one);
        return millis == null ? null : millis / 1000.0;
    }

    private static boolean waitedAtMost(long millis, InquiryRow one) {
        Long its = waited(one);
        return its != null && its <= millis;
    }

    private static boolean is(String wanted, @Nullable String stated) {
        return wanted.equals("all") || wanted.equals(stated == null ? "" : stated);
    }

    private static <R> List<R> in(long start, long end, List<R> rows, Function<R, @Nullable Long> at) {
        return rows.stream()
                .filter(one -> {
                    Long its = at.apply(one);
                    return its != null && its >= start && its < end;
                })
                .toList();
    }

    private static <R> long count(List<R> rows, Predicate<R> which) {
        return rows.stream().filter(which).count();
    }

    private static @Nullable Double rate(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    private static <R> @Nullable Double mean(List<R> rows, Function<R, @Nullable Long> value) {
        List<Long> values = rows.stream().map(value).filter(Objects::nonNull).toList();
        return values.isEmpty() ? null : values.stream().mapToLong(one -> one).sum() / (double) values.size();
    }

    private static <R> @Nullable Double percentile(
            double share, List<R> rows, Function<R, ? extends @Nullable Number> value) {
        double[] values = rows.stream()
                .flatMap(one -> Stream.ofNullable(value.apply(one)))
                .mapToDouble(Number::doubleValue)
                .sorted()
                .toArray();
        if (values.length == 0) {
            return null;
        }
        double place = share * (values.length - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return values[below] + (place - below) * (values[above] - values[below]);
    }

    private interface Window {
        void take(String grain, long start, long end);
    }

    private static void windows(List<@Nullable Long> moments, Window window) {
        GRAINS.forEach((grain, length) -> {
            Set<Long> starts = new TreeSet<>();
            moments.stream().filter(Objects::nonNull).forEach(at -> starts.add(Math.floorDiv(at, length) * length));
            starts.forEach(start -> window.take(grain, start, start + length));
        });
    }
}
