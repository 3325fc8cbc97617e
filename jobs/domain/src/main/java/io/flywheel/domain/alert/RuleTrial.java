package io.flywheel.domain.alert;

/**
 * Tries a rule on facts that somebody made up, as it would be applied to one subject.
 *
 * <p><b>Shape:</b> mutable; in the order of time.
 *
 * <p><b>Units:</b> event time in epoch milliseconds.
 */
public final class RuleTrial {

    private final AlertRule rule;
    private final AlertCourse course = new AlertCourse();
    private final ValueTrail trail = new ValueTrail();
    private FactSheet latest = new FactSheet();

    public RuleTrial(AlertRule rule) {
        this.rule = rule;
    }

    /** Takes in what is known at a moment, and stays so until the next. */
    public void read(FactSheet facts, long atMillis) {
        rule.follow(trail, atMillis, hour -> latest);
        latest = facts;
        course.read(rule.terms(), rule.read(facts, atMillis, trail), step -> {});
    }

    /** Lets time pass, and says what the alert is then. */
    public AlertStatus statusAt(long atMillis) {
        course.pass(rule.terms(), atMillis, step -> {});
        return course.status();
    }
}
