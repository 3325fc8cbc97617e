package io.flywheel.domain.friction.deals;

import io.flywheel.domain.friction.service.BusinessCalendar;
import io.flywheel.domain.friction.service.OpeningHours;
import io.flywheel.domain.friction.service.ServiceTarget;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads settings in a few words: {@code idle=0 rotten.a=5}. Days, and minutes for the target; {@code quiet} is without anything that stalls. */
final class SettingWords {

    static final BusinessCalendar OFFICE = new BusinessCalendar(
            ZoneOffset.UTC,
            List.of(DayOfWeek.values()).subList(0, 5).stream()
                    .map(day -> new OpeningHours(day, LocalTime.of(9, 0), LocalTime.of(17, 0)))
                    .toList(),
            List.of());

    private final Map<String, String> words = new HashMap<>();

    private SettingWords(String cell) {
        for (String word : Scene.parts(cell, " ")) {
            String[] parts = word.split("=");
            words.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        if (words.containsKey("quiet")) {
            words.put("idle", "0");
            words.put("rotten", "0");
        }
    }

    static DealSettings read(String cell) {
        return new SettingWords(cell).settings();
    }

    private DealSettings settings() {
        DealSettings usual = DealSettings.DEFAULT;
        Pipeline pipeline = new Pipeline(
                new StageLimit(days("rotten", 30), days("median", 0)),
                words.containsKey("rotten.a")
                        ? Map.of("a", new StageLimit(days("rotten.a", 0), days("median.a", 0)))
                        : Map.of(),
                Scene.parts(words.getOrDefault("order", ""), ","));
        String name = words.get("pipeline");
        return new DealSettings(
                name == null ? pipeline : Pipeline.DEFAULT,
                name == null ? Map.of() : Map.of(name, pipeline),
                usual.medianFactor(),
                days("idle", 14),
                period(words.getOrDefault("period", "month")),
                !words.containsKey("regressions"),
                target(words.getOrDefault("target", "60")),
                words.containsKey("office") ? OFFICE : usual.leadCalendar(),
                usual.inquiries(),
                usual.forgottenAfterMillis());
    }

    private long days(String word, int usual) {
        return Long.parseLong(words.getOrDefault(word, "" + usual)) * Scene.DAY;
    }

    private static @Nullable ClosePeriod period(String word) {
        return word.equals("none") ? null : ClosePeriod.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private @Nullable ServiceTarget target(String word) {
        if (word.equals("none")) {
            return null;
        }
        Duration minutes = Duration.ofMinutes(Long.parseLong(word));
        return words.containsKey("plain") ? ServiceTarget.inPlainTime(minutes) : ServiceTarget.inBusinessTime(minutes);
    }
}
