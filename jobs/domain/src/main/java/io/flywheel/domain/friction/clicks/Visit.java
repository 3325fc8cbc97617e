package io.flywheel.domain.friction.clicks;

import io.flywheel.domain.control.InForce;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Doings of one session with no long silence between them, and the facts found friction in.
 *
 * <p><b>Shape:</b> every doing of the customer stretches it, though few are kept as facts. What is found within a visit depends on nothing outside of it. Doings without a session are one session.
 *
 * <p><b>Units:</b> epoch milliseconds.
 */
final class Visit implements Comparable<Visit> {

    final @Nullable String session;
    private long startMillis;
    private long endMillis;
    private final List<ClickFact> facts = new ArrayList<>(2);

    Visit(@Nullable String session, long startMillis, long endMillis) {
        this.session = session;
        this.startMillis = startMillis;
        this.endMillis = endMillis;
    }

    /** The visit of a session at a moment: one begun, stretched, or two that the moment joins. */
    static Visit at(List<Visit> visits, @Nullable String session, long atMillis, long gapMillis) {
        Visit visit = new Visit(session, atMillis, atMillis);
        for (int i = visits.size() - 1; i >= 0; i--) {
            Visit other = visits.get(i);
            if (other.reaches(session, atMillis, gapMillis)) {
                visits.remove(i);
                other.join(visit);
                visit = other;
            }
        }
        int place = visits.size();
        while (place > 0 && visit.compareTo(visits.get(place - 1)) < 0) {
            place--;
        }
        visits.add(place, visit);
        return visit;
    }

    private void join(Visit other) {
        startMillis = Math.min(startMillis, other.startMillis);
        endMillis = Math.max(endMillis, other.endMillis);
        other.facts.forEach(this::keep);
    }

    void keep(ClickFact fact) {
        ClickFact.insert(facts, fact);
    }

    boolean reaches(@Nullable String itsSession, long atMillis, long gapMillis) {
        return atMillis >= startMillis - gapMillis
                && atMillis <= endMillis + gapMillis
                && Objects.equals(session, itsSession);
    }

    /** When it was over, if nothing more comes: after the silence that ends a visit. */
    long overAtMillis(ClickSettings settings) {
        return endMillis + settings.sessionGapMillis();
    }

    /** The settings in force when it began. */
    ClickSettings judgedBy(InForce<ClickSettings> settings) {
        return settings.at(startMillis);
    }

    int factCount() {
        return facts.size();
    }

    void find(InForce<ClickSettings> settings, Consumer<DueFinding> due) {
        find(facts, judgedBy(settings), due);
    }

    /** Tells what its facts come to and forgets them. */
    void settle(InForce<ClickSettings> settings, Consumer<DueFinding> due) {
        settleOldest(facts.size(), settings, due);
    }

    /** Tells what its oldest facts come to by themselves and forgets them. */
    void settleOldest(int count, InForce<ClickSettings> settings, Consumer<DueFinding> due) {
        List<ClickFact> oldest = facts.subList(0, Math.min(count, facts.size()));
        find(oldest, judgedBy(settings), due);
        oldest.clear();
    }

    private static void find(List<ClickFact> some, ClickSettings settings, Consumer<DueFinding> due) {
        if (!some.isEmpty()) {
            RageClicks.find(some, settings, due);
            VainClicks.findErrors(some, settings, due);
            VainClicks.findDead(some, settings, due);
            WrongTurns.findQuickBacks(some, settings, due);
            WrongTurns.findEmptySearches(some, due);
        }
    }

    @Override
    public int compareTo(Visit other) {
        if (startMillis != other.startMillis) {
            return Long.compare(startMillis, other.startMillis);
        }
        return (session == null ? "" : session).compareTo(other.session == null ? "" : other.session);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Visit that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(session, startMillis);
    }

    void write(SharedTexts texts, StateWriter out) {
        texts.put(session, out);
        out.putSigned(startMillis);
        out.putCount(endMillis - startMillis);
        out.putCount(facts.size());
        facts.forEach(fact -> fact.write(startMillis, texts, out));
    }

    static Visit read(SharedTexts texts, StateReader in) {
        String session = texts.get(in);
        long start = in.getSigned();
        Visit visit = new Visit(session, start, start + in.getVariable());
        for (int left = in.getCount(); left > 0; left--) {
            visit.facts.add(ClickFact.read(start, texts, in));
        }
        return visit;
    }
}
