package io.flywheel.domain.alert;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes of each change of an alert what tables and topics are told: the change itself, and then the alert as it is. */
final class AlertTeller {

    private final int rulesVersion;
    private final AlertSubject subject;
    private final @Nullable String accountId;
    private final Consumer<AlertOutput> told;

    AlertTeller(int rulesVersion, AlertSubject subject, @Nullable String accountId, Consumer<AlertOutput> told) {
        this.rulesVersion = rulesVersion;
        this.subject = subject;
        this.accountId = accountId;
        this.told = told;
    }

    /** What to do with the changes of one rule's alert. */
    Consumer<AlertStep> of(String name, ToldRule rule, AlertBook.Entry entry) {
        return step -> {
            entry.rule(rule);
            AlertInstance instance = instance(name, rule, entry, step);
            told.accept(AlertOutput.of(new AlertTransition(
                    instance, step.number(), step.from(), step.to(), step.atMillis(), step.value(), step.reason())));
            told.accept(AlertOutput.of(instance));
        };
    }

    private AlertInstance instance(String name, ToldRule rule, AlertBook.Entry entry, AlertStep step) {
        AlertCourse course = entry.course();
        return new AlertInstance(
                subject.fingerprint(name),
                step.episode(),
                name,
                rulesVersion,
                rule.severity(),
                rule.scope(),
                step.to(),
                subject.labels(name),
                accountId,
                rule.summary(),
                rule.runbook(),
                step.value(),
                rule.threshold().isAbove(),
                rule.threshold().firesAt(),
                rule.threshold().recoversAt(),
                rule.unit(),
                course.isSilent(),
                moment(course.pendingSince()),
                moment(course.firedAt()),
                moment(course.recoveringSince()),
                moment(course.resolvedAt()),
                course.acknowledgedBy(),
                moment(course.acknowledgedAt()),
                rule.isShadow(),
                step.atMillis(),
                entry.evidence());
    }

    private static @Nullable Long moment(long millis) {
        return millis == AlertCourse.NEVER ? null : millis;
    }
}
