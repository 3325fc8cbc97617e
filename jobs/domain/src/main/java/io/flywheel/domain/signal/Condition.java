package io.flywheel.domain.signal;

import io.flywheel.domain.activity.Activity;
import org.jspecify.annotations.Nullable;

/**
 * What an activity must state for a rule to apply.
 *
 * <p><b>Units:</b> {@code min} and {@code max} are inclusive, in the unit of the field; a number that the event does not state fulfils no condition.
 * {@code text} is compared with the attribute {@code attribute}.
 */
public record Condition(
        Field field,
        double min,
        double max,
        @Nullable String attribute,
        @Nullable String text) {

    /** What a condition looks at. */
    public enum Field {
        SCORE("score"),
        WAIT_SECONDS("wait_s"),
        TALK_SECONDS("talk_s"),
        HOLD_SECONDS("hold_s"),
        TRANSFERS("transfers"),
        COUNT("count"),
        AMOUNT("amount_minor"),
        ATTRIBUTE("attributes");

        private final String word;

        Field(String word) {
            this.word = word;
        }

        /** The name of the field in the contract. */
        public String word() {
            return word;
        }
    }

    public Condition {
        if (field == Field.ATTRIBUTE ? attribute == null || text == null : !(min <= max)) {
            throw new IllegalArgumentException(
                    "condition on " + field.word() + " can never hold: " + min + " to " + max);
        }
    }

    public static Condition between(Field field, double min, double max) {
        return new Condition(field, min, max, null, null);
    }

    public static Condition attributeIs(String attribute, String text) {
        return new Condition(Field.ATTRIBUTE, 0, 0, attribute, text);
    }

    public boolean holdsFor(Activity activity) {
        return switch (field) {
            case SCORE -> activity.score() >= min && activity.score() <= max;
            case WAIT_SECONDS -> within(activity.waitSeconds());
            case TALK_SECONDS -> within(activity.talkSeconds());
            case HOLD_SECONDS -> within(activity.holdSeconds());
            case TRANSFERS -> within(activity.transfers());
            case COUNT -> within(activity.count());
            case AMOUNT -> within(activity.amountMinor());
            case ATTRIBUTE ->
                attribute != null
                        && text != null
                        && text.equals(activity.attributes().get(attribute));
        };
    }

    private boolean within(long value) {
        return value != Activity.ABSENT && value >= min && value <= max;
    }
}
