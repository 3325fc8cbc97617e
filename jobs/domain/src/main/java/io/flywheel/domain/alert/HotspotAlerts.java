package io.flywheel.domain.alert;

import io.flywheel.domain.spike.SpotReading;
import io.flywheel.domain.wheel.spot.Spot;
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

    private final RuleBook rules;

    public HotspotAlerts(RuleBook rules) {
        this.rules = rules;
    }

    /** Whether there is any rule about hotspots. */
    public boolean isAsked() {
        return !rules.forHotspots().isEmpty();
    }

    /** Takes in five minutes that are over. */
    public void over(AlertBook book, SpotReading reading, Consumer<AlertOutput> told) {
        passed(book, reading.series(), reading.startMillis(), told);
        FactSheet facts = HotspotFacts.of(reading);
        AlertTeller teller = teller(reading.series(), told);
        for (AlertRule rule : rules.forHotspots()) {
            AlertBook.Entry entry = book.entry(rule.name());
            entry.course()
                    .read(
                            rule.terms(),
                            rule.read(facts, reading.endMillis()),
                            teller.of(rule.name(), ToldRule.of(rule), entry));
        }
    }

    /** Lets time pass: every five minutes until a moment of which nothing was heard were silent. */
    public void passed(AlertBook book, String series, long atMillis, Consumer<AlertOutput> told) {
        AlertTeller teller = teller(series, told);
        for (String name : book.rules()) {
            AlertBook.Entry entry = book.entry(name);
            ToldRule before = entry.rule();
            if (before == null || !isOpen(entry)) {
                continue;
            }
            AlertRule rule = rules.named(name);
            if (rule == null || rule.scope() != Scope.HOTSPOT) {
                entry.course().retire(atMillis, teller.of(name, before, entry));
            } else {
                silent(rule, entry, series, atMillis, teller.of(name, ToldRule.of(rule), entry));
            }
        }
    }

    private static void silent(
            AlertRule rule, AlertBook.Entry entry, String series, long atMillis, Consumer<AlertStep> told) {
        AlertCourse course = entry.course();
        if (rule.terms().noDataMillis() == 0) {
            FactSheet nothing = HotspotFacts.nothing(SpotReading.spotOf(series), SpotReading.signalTypeOf(series));
            long end = course.heardAtMillis() + Grain.SLICE_MILLIS;
            while (end <= atMillis && course.status().isOpen()) {
                course.read(rule.terms(), rule.read(nothing, end), told);
                end += Grain.SLICE_MILLIS;
            }
        }
        course.pass(rule.terms(), atMillis, told);
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
            AlertRule rule = rules.named(name);
            if (rule != null) {
                next = Math.min(next, Math.max(afterMillis + 1, entry.course().dueAtMillis(rule.terms())));
            }
        }
        return next;
    }

    private static boolean isOpen(AlertBook.@Nullable Entry entry) {
        return entry != null && entry.course().status().isOpen();
    }

    private AlertTeller teller(String series, Consumer<AlertOutput> told) {
        Spot spot = SpotReading.spotOf(series);
        return new AlertTeller(
                rules.version(), AlertSubject.hotspot(spot, SpotReading.signalTypeOf(series)), null, told);
    }
}
