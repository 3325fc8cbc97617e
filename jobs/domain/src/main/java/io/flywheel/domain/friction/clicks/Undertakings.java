package io.flywheel.domain.friction.clicks;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.control.InForce;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The forms and checkouts of one customer, begun and completed, across visits.
 *
 * <p><b>Shape:</b> beginnings and completions in order; which belong together is worked out anew on each reading, for a late one may come between two.
 */
final class Undertakings {

    private static final Set<ActivityKind> COMPLETIONS = Set.of(ActivityKind.FORM_SUBMIT, ActivityKind.ORDER_COMPLETED);

    private final List<ClickFact> facts = new ArrayList<>(0);

    void keep(ClickFact fact) {
        ClickFact.insert(facts, fact);
    }

    boolean isEmpty() {
        return facts.isEmpty();
    }

    int size() {
        return facts.size();
    }

    /** Whether a form begun in this visit still waits for the visit's end. */
    boolean needs(Visit visit) {
        return facts.stream()
                .anyMatch(
                        fact -> fact.is(ActivityKind.FORM_START) && visit.reaches(fact.session(), fact.atMillis(), 0));
    }

    void find(List<Visit> visits, InForce<ClickSettings> settings, Consumer<DueFinding> due) {
        for (Undertaking one : walk(visits, settings)) {
            if (!one.isCompleted()) {
                due.accept(one.abandonment());
            }
        }
    }

    /** Hands out what nothing can complete any more, and forgets that and all that was completed. */
    void settle(long horizonMillis, List<Visit> visits, InForce<ClickSettings> settings, Consumer<DueFinding> due) {
        if (facts.isEmpty() || facts.get(0).atMillis() >= horizonMillis) {
            return;
        }
        for (Undertaking one : walk(visits, settings)) {
            if (one.isCompletedBefore(horizonMillis)) {
                facts.removeAll(one.beginnings);
            } else if (!one.isCompleted() && one.finalAtMillis() < horizonMillis) {
                due.accept(one.abandonment());
                facts.removeAll(one.beginnings);
            }
        }
        // All that a completion before the horizon could complete is known, so it has done its work.
        facts.removeIf(fact -> fact.atMillis() < horizonMillis && COMPLETIONS.contains(fact.kind()));
    }

    /** Forgets the oldest until no more than so many are left; what was abandoned by the latest moment known is told. */
    void settleOldest(int most, List<Visit> visits, InForce<ClickSettings> settings, Consumer<DueFinding> due) {
        if (facts.size() <= most) {
            return;
        }
        long latest = facts.get(facts.size() - 1).atMillis();
        for (Undertaking one : walk(visits, settings)) {
            boolean isOver = one.isCompleted() || one.abandonedAtMillis() < latest;
            if (isOver && facts.size() > most) {
                if (!one.isCompleted()) {
                    due.accept(one.abandonment());
                }
                facts.removeAll(one.beginnings);
            }
        }
        facts.subList(0, Math.max(0, facts.size() - most)).clear();
    }

    private List<Undertaking> walk(List<Visit> visits, InForce<ClickSettings> settings) {
        List<Undertaking> all = new ArrayList<>();
        for (ClickFact fact : facts) {
            if (COMPLETIONS.contains(fact.kind())) {
                all.forEach(one -> one.completeWith(fact));
            } else {
                Visit visit = visitOf(fact, visits);
                boolean belongs = false;
                for (int i = 0; i < all.size() && !belongs; i++) {
                    belongs = all.get(i).continueWith(fact, visit);
                }
                if (!belongs) {
                    all.add(new Undertaking(fact, visit, settings.at(fact.atMillis())));
                }
            }
        }
        return all;
    }

    private static @Nullable Visit visitOf(ClickFact fact, List<Visit> visits) {
        for (Visit visit : visits) {
            if (visit.reaches(fact.session(), fact.atMillis(), 0)) {
                return visit;
            }
        }
        return null;
    }

    void write(SharedTexts texts, StateWriter out) {
        out.putCount(facts.size());
        long since = 0;
        for (ClickFact fact : facts) {
            fact.write(since, texts, out);
            since = fact.atMillis();
        }
    }

    static Undertakings read(SharedTexts texts, StateReader in) {
        Undertakings undertakings = new Undertakings();
        long since = 0;
        for (int left = in.getCount(); left > 0; left--) {
            ClickFact fact = ClickFact.read(since, texts, in);
            undertakings.facts.add(fact);
            since = fact.atMillis();
        }
        return undertakings;
    }
}
