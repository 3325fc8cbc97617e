package io.flywheel.app.catalogue;

import io.flywheel.app.config.Suggestion;
import io.flywheel.app.config.YamlTree;
import io.flywheel.domain.friction.service.BusinessCalendar;
import io.flywheel.domain.friction.service.OpeningHours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One entry that says when a team works. It stands for itself: without a zone it is in UTC, without hours open day and night, without holidays on every day.
 *
 * <p><b>Units:</b> hours on the wall clock of the zone, {@code 09:00-17:30}; {@code 24:00} ends a day.
 */
final class CalendarEntry {

    private static final Set<String> KNOWN = Set.of("zone", "hours", "holidays");
    private static final String ALWAYS = "always";

    private CalendarEntry() {}

    static BusinessCalendar read(YamlTree entry, BusinessCalendar kept) {
        if (!entry.isPresent()) {
            return kept;
        }
        OptionalFields fields = new OptionalFields(entry, KNOWN);
        ZoneId zone = zone(fields.child("zone"));
        List<OpeningHours> hours = hours(fields.child("hours"));
        List<LocalDate> holidays = holidays(fields.child("holidays"));
        return fields.whole(kept, () -> new BusinessCalendar(zone, hours, holidays));
    }

    private static ZoneId zone(YamlTree value) {
        String text = value.isPresent() ? OptionalFields.given(value, "a time zone such as Europe/Vienna") : "";
        if (text.isEmpty()) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(text).normalized();
        } catch (DateTimeException e) {
            value.problem("'" + text + "' is no time zone" + Suggestion.didYouMean(text, ZoneId.getAvailableZoneIds())
                    + "; write one such as Europe/Vienna");
            return ZoneOffset.UTC;
        }
    }

    private static List<OpeningHours> hours(YamlTree map) {
        List<OpeningHours> hours = new ArrayList<>();
        boolean isAlways = !map.isPresent() || !map.isMap() && !map.isList() && ALWAYS.equals(map.text());
        if (isAlways) {
            for (DayOfWeek day : DayOfWeek.values()) {
                hours.add(new OpeningHours(day, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT));
            }
            return hours;
        }
        if (!map.isMap()) {
            map.problem("'always', or a map from days such as monday to hours such as 09:00-17:30 is expected here");
            return hours;
        }
        Set<String> known = new LinkedHashSet<>();
        Arrays.stream(DayOfWeek.values()).map(Fields::lower).forEach(known::add);
        OptionalFields fields = new OptionalFields(map, known);
        for (DayOfWeek day : DayOfWeek.values()) {
            YamlTree spans = fields.child(Fields.lower(day));
            for (YamlTree span : spans.isPresent() ? spans.oneOrMore() : List.<YamlTree>of()) {
                addSpan(span, day, hours);
            }
        }
        return hours;
    }

    private static void addSpan(YamlTree span, DayOfWeek day, List<OpeningHours> hours) {
        String text = OptionalFields.given(span, "a span of hours such as 09:00-17:30");
        int hyphen = text.indexOf('-');
        if (text.isEmpty()) {
            return;
        }
        try {
            LocalTime opens = time(text.substring(0, Math.max(hyphen, 0)));
            LocalTime closes = time(text.substring(hyphen + 1));
            hours.add(new OpeningHours(day, opens, closes));
        } catch (DateTimeException e) {
            span.problem("a span of hours such as 09:00-17:30 is expected, but here is '" + text + "'");
        } catch (IllegalArgumentException e) {
            span.problem(String.valueOf(e.getMessage()));
        }
    }

    private static LocalTime time(String text) {
        String time = text.strip();
        return time.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(time);
    }

    private static List<LocalDate> holidays(YamlTree list) {
        List<LocalDate> days = new ArrayList<>();
        for (YamlTree entry : list.list()) {
            String text = OptionalFields.given(entry, "a day such as 2026-12-25");
            try {
                if (!text.isEmpty()) {
                    days.add(LocalDate.parse(text));
                }
            } catch (DateTimeException e) {
                entry.problem("a day such as 2026-12-25 is expected, but here is '" + text + "'");
            }
        }
        return days;
    }
}
