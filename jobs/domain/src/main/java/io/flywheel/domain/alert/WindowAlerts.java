package io.flywheel.domain.alert;

import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.domain.wheel.window.Series;
import io.flywheel.domain.wheel.window.Window;
import io.flywheel.domain.wheel.window.WindowTotals;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Applies the rules about windows: to each window when it is over, and again when it is corrected afterwards.
 *
 * <p><b>Shape:</b> the book of the series in, what changed out; pure.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Windows".
 */
public final class WindowAlerts {

    private final ControlHistory history;

    public WindowAlerts(ControlHistory history) {
        this.history = history;
    }

    /** Takes in a window that is over, or the last one that is, corrected. */
    public void over(AlertBook book, Series series, Window window, WindowTotals totals, Consumer<AlertOutput> told) {
        FactSheet facts = WindowFacts.of(window.grain(), series, totals);
        RuleBook rules = history.rulesAt(window.endMillis());
        AlertTeller teller = teller(rules, series, window.grain(), told);
        for (AlertRule rule : rules.forWindows(window.grain())) {
            AlertBook.Entry entry = book.entry(rule.name());
            entry.course()
                    .read(
                            rule.terms(),
                            rule.read(facts, window.endMillis()),
                            teller.of(rule.name(), ToldRule.of(rule), entry));
        }
    }

    /** Takes in a correction of a window that others have followed: it only matters to alerts that are open. */
    public void corrected(
            AlertBook book, Series series, Window window, WindowTotals totals, Consumer<AlertOutput> told) {
        FactSheet facts = WindowFacts.of(window.grain(), series, totals);
        RuleBook rules = history.rulesAt(window.endMillis());
        AlertTeller teller = teller(rules, series, window.grain(), told);
        for (AlertRule rule : rules.forWindows(window.grain())) {
            AlertBook.Entry entry = book.known(rule.name());
            if (entry != null && entry.course().status().isOpen()) {
                entry.course()
                        .read(
                                rule.terms(),
                                rule.read(facts, window.endMillis()),
                                teller.of(rule.name(), ToldRule.of(rule), entry));
            }
        }
    }

    /** A window is over in which nothing happened: nothing was heard if the rule waits for data, and a reading of nothing otherwise. */
    public void nothing(AlertBook book, Series series, Window window, Consumer<AlertOutput> told) {
        FactSheet facts = WindowFacts.of(window.grain(), series, new WindowTotals());
        RuleBook rules = history.rulesAt(window.endMillis());
        AlertTeller teller = teller(rules, series, window.grain(), told);
        for (AlertRule rule : rules.forWindows(window.grain())) {
            AlertBook.Entry entry = book.known(rule.name());
            if (entry != null && entry.course().status().isOpen()) {
                Consumer<AlertStep> steps = teller.of(rule.name(), ToldRule.of(rule), entry);
                if (rule.terms().noDataMillis() > 0) {
                    entry.course().pass(rule.terms(), window.endMillis(), steps);
                } else {
                    entry.course().read(rule.terms(), rule.read(facts, window.endMillis()), steps);
                }
            }
        }
    }

    /** Lets time pass, and applies what people decided by then: alerts of rules that are gone end, and some are acknowledged. */
    public void passed(AlertBook book, Series series, long atMillis, Consumer<AlertOutput> told) {
        RuleBook rules = history.rulesAt(atMillis);
        for (String name : book.rules()) {
            AlertBook.Entry entry = book.entry(name);
            AlertRule rule = rules.named(name);
            ToldRule before = entry.rule();
            Grain grain = before == null ? null : before.grain();
            if (before == null || grain == null) {
                continue;
            }
            AlertTeller teller = teller(rules, series, grain, told);
            if (rule == null || rule.grain() != grain) {
                entry.course().retire(atMillis, teller.of(name, before, entry));
            } else {
                Consumer<AlertStep> steps = teller.of(name, ToldRule.of(rule), entry);
                entry.course().pass(rule.terms(), atMillis, steps);
                history.acknowledge(AlertSubject.window(grain, series), name, entry.course(), atMillis, steps);
            }
        }
    }

    /** Whether a window without a row is a reading, because an alert over it is open. */
    public boolean waitsFor(AlertBook book, Window window) {
        return history.rulesAt(window.endMillis()).forWindows(window.grain()).stream()
                .anyMatch(rule -> isOpen(book.known(rule.name())));
    }

    /** When the series is to be looked at again, after a moment; {@link AlertCourse#NEVER} if only a row can change anything. */
    public long nextLookMillis(AlertBook book, long afterMillis) {
        long next = AlertCourse.NEVER;
        for (String name : book.rules()) {
            AlertBook.Entry entry = book.known(name);
            ToldRule told = entry == null ? null : entry.rule();
            Grain grain = told == null ? null : told.grain();
            if (entry == null || grain == null || !isOpen(entry)) {
                continue;
            }
            next = Math.min(next, (Math.floorDiv(afterMillis, grain.stepMillis()) + 1) * grain.stepMillis());
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

    private static AlertTeller teller(RuleBook rules, Series series, Grain grain, Consumer<AlertOutput> told) {
        return new AlertTeller(rules.version(), AlertSubject.window(grain, series), null, told);
    }
}
