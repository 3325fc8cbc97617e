package io.flywheel.domain.alert;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a rule's value and thresholds are numbers of.
 *
 * <p><b>Shape:</b> kept by its word in state and tables, so words are never renamed.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Units".
 */
public enum Unit {
    POINTS("points", "points of pushes or friction"),
    POINTS_PER_DAY("points_per_day", "the same, a day"),
    INDEX_POINTS("index_points", "points of the momentum index, which goes from 0 to 100"),
    SHARE("share", "a share or a chance, 0 to 1; told as 0% to 100%"),
    RATIO("ratio", "how many times as much"),
    COUNT("count", "a number of things, which the rule's summary names"),
    MINUTES("minutes", "a length of time"),
    HOURS("hours", "a length of time"),
    DAYS("days", "a length of time"),
    DEVIATIONS("deviations", "standard deviations"),
    CONDITION("condition", "1 while something is so, else 0; told as whether it is so");

    private final String word;
    private final String meaning;

    Unit(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    public String word() {
        return word;
    }

    public String meaning() {
        return meaning;
    }

    /** The unit of a word; null if there is none, or none that this release knows. */
    public static @Nullable Unit ofWord(@Nullable String word) {
        return Arrays.stream(values())
                .filter(unit -> unit.word.equals(word))
                .findFirst()
                .orElse(null);
    }

    /** What a fact is a number of; null for texts and for what has no unit of its own. */
    public static @Nullable Unit of(Fact fact) {
        return switch (fact) {
            case MOMENTUM_INDEX, WINDOW_INDEX_P50 -> INDEX_POINTS;
            case MOMENTUM, VELOCITY, VELOCITY_FAST, VELOCITY_SLOW, FRICTION, FRICTION_IMPULSE, FRICTION_STANDING ->
                POINTS_PER_DAY;
            case PUSH_OF, FRICTION_OF, WINDOW_VELOCITY, WINDOW_FRICTION, WINDOW_MOMENTUM -> POINTS_PER_DAY;
            case STORED_MOMENTUM, WINDOW_PUSH_POINTS, WINDOW_FRICTION_POINTS, WINDOW_FRICTION_PER_CUSTOMER -> POINTS;
            case HOTSPOT_FRICTION_POINTS -> POINTS;
            case TREND, CHURN_RISK, P_ALIVE, WINDOW_FRICTION_SHARE, WINDOW_RED_SHARE -> SHARE;
            case FRICTION_EXCESS, HOTSPOT_EXCESS -> RATIO;
            case REVOLUTIONS, ACTIVITIES, WAITING_DEALS, WINDOW_PUSHES, WINDOW_FRICTIONS -> COUNT;
            case WINDOW_CUSTOMERS_ACTIVE, WINDOW_CUSTOMERS_RED, WINDOW_CUSTOMERS_YELLOW, WINDOW_CUSTOMERS_GREEN ->
                COUNT;
            case HOTSPOT_FRICTIONS, HOTSPOT_CUSTOMERS_HIT, HOTSPOT_EXPOSURE, HOTSPOT_SESSIONS, HOTSPOT_EXPECTED ->
                COUNT;
            case SILENT_DAYS, CADENCE_DAYS -> DAYS;
            case HOTSPOT_SPIKE_SCORE -> DEVIATIONS;
            case HOTSPOT_SPIKING -> CONDITION;
            default -> null;
        };
    }

    /** A value in words, with at most three digits after the point; a plain number without a unit. */
    public static String told(@Nullable Unit unit, double value) {
        String number = number(value);
        if (unit == null) {
            return number;
        }
        return switch (unit) {
            case POINTS -> number + " points";
            case POINTS_PER_DAY -> number + " points a day";
            case INDEX_POINTS -> number + " index points";
            case SHARE -> number(100 * value) + "%";
            case RATIO -> number + " ×";
            case MINUTES, HOURS, DAYS -> number + " " + unit.word;
            case DEVIATIONS -> number + " standard deviations";
            case COUNT, CONDITION -> number;
        };
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value).replaceFirst("\\.?0+$", "");
        return text.equals("-0") ? "0" : text;
    }
}
