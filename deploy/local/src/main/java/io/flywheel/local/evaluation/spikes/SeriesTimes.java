package io.flywheel.local.evaluation.spikes;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.OptionalLong;

/** Reads the times of series and labels: ISO-8601 with a space or a T, with or without seconds, fractions and an offset; UTC where there is none. */
final class SeriesTimes {

    private static final int DATE = 10;

    private SeriesTimes() {}

    /** Epoch milliseconds; empty for a text that is no time. */
    static OptionalLong millis(String text) {
        String iso = text.strip().replace(' ', 'T');
        try {
            if (iso.length() <= DATE) {
                return OptionalLong.of(LocalDate.parse(iso)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli());
            }
            var parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
            OffsetDateTime time = parsed instanceof LocalDateTime local
                    ? local.atOffset(ZoneOffset.UTC)
                    : OffsetDateTime.from(parsed);
            return OptionalLong.of(time.toInstant().toEpochMilli());
        } catch (DateTimeParseException e) {
            return OptionalLong.empty();
        }
    }
}
