package io.flywheel.domain.wheel.journey;

/**
 * What holds for a customer on a day with records, by all that happened up to the end of it.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "Stages".
 */
final class StageRules {

    private static final long ACTIVATION_MILLIS = 14 * Days.MILLIS;
    private static final int ADOPT_DAYS = 4;
    private static final int STILL_ADOPT_DAYS = 2;
    private static final double ADORE_INDEX = 75;
    private static final double STILL_ADORE_INDEX = 72;

    private final StageDays days;
    private final FirstTimes first;
    private final ValueEvents values;
    private final DayReadings readings;

    StageRules(StageDays days, FirstTimes first, ValueEvents values, DayReadings readings) {
        this.days = days;
        this.first = first;
        this.values = values;
        this.readings = readings;
    }

    /** Whether the rule of the step up from a stage holds. */
    boolean leads(Stage from, int day) {
        return switch (from) {
            case STRANGER -> true;
            case EVALUATOR -> activates(day);
            case BEGINNER -> adopts(day, ADOPT_DAYS);
            case REGULAR -> adores(day, ADORE_INDEX);
            case CHAMPION -> false;
        };
    }

    /** Whether the rule of staying in a stage holds. */
    boolean keeps(Stage stage, int day) {
        return switch (stage) {
            case STRANGER, EVALUATOR, BEGINNER -> true;
            case REGULAR -> adopts(day, STILL_ADOPT_DAYS);
            case CHAMPION -> adores(day, STILL_ADORE_INDEX);
        };
    }

    private boolean activates(int day) {
        if (isUpTo(day, values.firstAtMillis())) {
            return true;
        }
        long milestone = first.millis(FirstTimes.Of.MILESTONE);
        if (!isUpTo(day, milestone)) {
            return false;
        }
        long signup = first.millis(FirstTimes.Of.SIGNUP);
        // a signup of a later day is not known on this one, which may be settled before it comes
        long start = isUpTo(day, signup) ? signup : first.millis(FirstTimes.Of.LEAD);
        return milestone - start <= ACTIVATION_MILLIS;
    }

    private boolean adopts(int day, int leastDays) {
        return isUpTo(day, values.secondAtMillis()) || days.featureDays(day) >= leastDays;
    }

    private boolean adores(int day, double leastIndex) {
        return days.isDelighted(day) && readings.indexBefore(day) >= leastIndex && !readings.slaMissedOpenBefore(day);
    }

    private static boolean isUpTo(int day, long atMillis) {
        return atMillis != ValueEvents.NEVER && Days.of(atMillis) <= day;
    }
}
