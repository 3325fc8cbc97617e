package io.flywheel.notifier.message;

import io.flywheel.domain.alert.Unit;
import io.flywheel.notifier.telling.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sentences of messages, as the person on call reads them. */
public final class Wording {

    private static final List<String> SEVERITIES = List.of("critical", "warning", "info");
    private static final String WHOLE = "all";
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Wording() {}

    /** The first line of a message: all that a locked phone shows. */
    public static String title(
            Kind kind,
            boolean isSummary,
            String severity,
            List<AlertLine> alerts,
            List<RuleCount> counts,
            long on,
            long over) {
        if (isSummary) {
            return on == 0
                    ? "Resolved: all " + number(over) + " alerts of the summary are over"
                    : severity.toUpperCase(Locale.ROOT) + ": " + number(on) + (on == 1 ? " alert is" : " alerts are")
                            + " on, told as one summary";
        }
        String about = about(alerts, counts, on, over);
        if (on == 0) {
            return "Resolved: " + about;
        }
        String head = severity.toUpperCase(Locale.ROOT) + ": ";
        return kind == Kind.REPEAT ? "Still " + head + about : head + about;
    }

    private static String about(List<AlertLine> alerts, List<RuleCount> counts, long on, long over) {
        if (alerts.size() == 1 && on + over == 1) {
            AlertLine alert = alerts.get(0);
            return alert.subject() + ": " + alert.summary() + " (" + alert.rule() + ")";
        }
        String rules = counts.stream().map(RuleCount::rule).distinct().limit(3).collect(Collectors.joining(", "));
        String more = counts.stream().map(RuleCount::rule).distinct().count() > 3 ? ", ..." : "";
        return number(on == 0 ? over : on) + " alerts of " + rules + more
                + (on > 0 && over > 0 ? ", " + number(over) + " over" : "");
    }

    /** The most severe of some alerts; info of none. */
    public static String worst(List<RuleCount> counts) {
        return SEVERITIES.stream()
                .filter(severity ->
                        counts.stream().anyMatch(count -> count.severity().equals(severity)))
                .findFirst()
                .orElse("info");
    }

    /** Whom or what an alert is about. */
    public static String subject(
            @Nullable String customerId,
            @Nullable String dimType,
            @Nullable String dimValue,
            @Nullable String signalType) {
        if (customerId != null) {
            return "customer " + customerId;
        }
        String place = dimType == null || dimType.equals(WHOLE) ? "the whole wheel" : dimType + " " + dimValue;
        return signalType == null ? place : signalType.replace('_', ' ') + " on " + place;
    }

    /** The value against its threshold, or whether what the rule asks for is so. */
    public static String measured(AlertLine alert) {
        Double value = alert.value();
        Unit unit = Unit.ofWord(alert.unit());
        if (unit == Unit.CONDITION && value != null) {
            boolean holds = alert.direction().equals("above") ? value >= alert.threshold() : value <= alert.threshold();
            return holds ? "its condition holds" : "its condition holds no more";
        }
        return (value == null ? "value not known" : "value " + Unit.told(unit, value)) + ", fires at or "
                + alert.direction() + " " + Unit.told(unit, alert.threshold());
    }

    /** When it began, and how long it lasted if it is over. */
    public static String span(AlertLine alert) {
        String since = MOMENT.format(alert.since());
        Instant end = alert.resolvedAt();
        return end == null || !alert.isOver()
                ? "since " + since
                : "lasted " + words(Duration.between(alert.since(), end)) + " from " + since;
    }

    static String words(Duration span) {
        if (span.compareTo(Duration.ofMinutes(2)) < 0) {
            return Math.max(0, span.toSeconds()) + " s";
        }
        return span.compareTo(Duration.ofHours(2)) < 0 ? span.toMinutes() + " min" : span.toHours() + " h";
    }

    /** What a summary consists of, a line a rule. */
    public static List<String> counts(Message message) {
        return message.counts().stream()
                .map(count -> number(count.alerts()) + " x " + count.rule() + " (" + count.severity() + ")")
                .toList();
    }

    /** Why a summary has alerts that began long ago; empty if it has none. */
    public static String stale(Message message) {
        return message.alertsStale() == 0
                ? ""
                : number(message.alertsStale())
                        + " of them began or came too long ago to be news; they are only counted here.";
    }

    public static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
