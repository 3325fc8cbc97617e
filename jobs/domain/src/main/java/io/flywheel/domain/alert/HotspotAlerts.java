package io.flywheel.domain.alert;

import io.flywheel.domain.spike.SpotReading;
import io.flywheel.domain.wheel.window.Grain;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Applies the rules about hotspots: to each five minutes in which friction of a type was met at a place, when they are over, and while an alert is open to those without as well.
 *
 * <p><b>Shape:</b> the book of the series in, what changed out; pure. Before a reading counts, all silent five minutes before it have, so it does not matter how far time moves at once.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Hotspots".
 */
public final class HotspotAlerts {

    private final ControlHistory history;

    public HotspotAlerts(ControlHistory history) {
        this.history = history;
    }

    /** Takes in five minutes that are over. */
    public void over(AlertBook book, SpotReading reading, Consumer<AlertOutput> told) {
        passed(book, reading.series(), reading.startMillis(), told);
        FactSheet facts = HotspotFacts.of(reading);
        RuleBook rules = history.rulesAt(reading.endMillis());
        AlertTeller teller = teller(rules, reading.series(), told);
        for (AlertRule rule : rules.forHotspots()) {
            AlertBook.Entry entry = book.entry(rule.name());
            entry.course()
                    .read(
                            rule.terms(),
                            rule.read(facts, reading.endMillis()),
                            teller.of(rule.name(), ToldRule.of(rule), entry));
        }
    }

    /** Lets time pass, and applies what people decided by then: every five minutes until a moment of which nothing was heard were silent. */
    public void passed(AlertBook book, String series, long atMillis, Consumer<AlertOutput> told) {
        AlertSubject subject = subject(series);
        RuleBook rules = history.rulesAt(atMillis);
        for (String name : book.rules()) {
            AlertBook.Entry entry = book.entry(name);
            AlertCourse course = entry.course();
            AlertRule rule = rules.named(name);
            boolean isAbout = rule != null && rule.scope() == Scope.HOTSPOT;
            if (rule == null || !isAbout || rule.terms().noDataMillis() == 0) {
                long end = course.heardAtMillis() + Grain.SLICE_MILLIS;
                for (; isOpen(entry) && end <= atMillis; end += Grain.SLICE_MILLIS) {
                    silent(name, entry, series, end, told);
                }
            }
            if (rule == null || !isAbout) {
                silent(name, entry, series, atMillis, told);
            } else if (isOpen(entry)) {
                Consumer<AlertStep> steps = teller(rules, series, told).of(name, ToldRule.of(rule), entry);
                course.pass(rule.terms(), atMillis, steps);
                history.acknowledge(subject, name, course, atMillis, steps);
            }
        }
    }

    /** Five minutes are over in which nothing of the type was met. */
    private void silent(String name, AlertBook.Entry entry, String series, long endMillis, Consumer<AlertOutput> told) {
        RuleBook rules = history.rulesAt(endMillis);
        AlertTeller teller = teller(rules, series, told);
        AlertRule rule = rules.named(name);
        ToldRule before = entry.rule();
        if (rule != null && rule.scope() == Scope.HOTSPOT) {
            Consumer<AlertStep> steps = teller.of(name, ToldRule.of(rule), entry);
            entry.course().read(rule.terms(), rule.read(nothing(series), endMillis), steps);
        } else if (before != null) {
            entry.course().retire(endMillis, teller.of(name, before, entry));
        }
    }

    private static FactSheet nothing(String series) {
        return HotspotFacts.nothing(SpotReading.spotOf(series), SpotReading.signalTypeOf(series));
    }

    /** When the series is to be looked at again, after a moment; {@link AlertCourse#NEVER} if only friction can change anything. */
    public long nextLookMillis(AlertBook book, long afterMillis) {
        long next = AlertCourse.NEVER;
        for (String name : book.rules()) {
            AlertBook.Entry entry = book.known(name);
            if (entry == null || !isOpen(entry)) {
                continue;
            }
            next = Math.min(next, (Math.floorDiv(afterMillis, Grain.SLICE_MILLIS) + 1) * Grain.SLICE_MILLIS);
            AlertRule rule = history.rulesAt(afterMillis).named(name);
            if (rule != null) {
                next = Math.min(next, Math.max(afterMillis + 1, entry.course().dueAtMillis(rule.terms())));
            }
        }
        return next;
    }

    private static boolean isOpen(AlertBook.@Nullable Entry entry) {
        return entry != null && entry.course().status().isOpen();
    }

    private static AlertTeller teller(RuleBook rules, String series, Consumer<AlertOutput> told) {
        return new AlertTeller(rules.version(), subject(series), null, told);
    }

    private static AlertSubject subject(String series) {
        return AlertSubject.hotspot(SpotReading.spotOf(series), SpotReading.signalTypeOf(series));
    }
}
