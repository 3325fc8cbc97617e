package io.flywheel.domain.friction.clicks;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.friction.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Clicks on one place of a page in quick succession: somebody expects something that does not come. */
final class RageClicks {

    private RageClicks() {}

    /** Clicks of one page, each soon after and near the one before. */
    private static final class Chain {
        final ClickFact first;
        ClickFact last;
        int count;
        final List<String> earliest = new ArrayList<>(Finding.MOST_EVIDENCE);

        Chain(ClickFact first) {
            this.first = first;
            this.last = first;
            add(first);
        }

        boolean continuesWith(ClickFact click, ClickSettings settings) {
            return click.atMillis() - last.atMillis() <= settings.rageGapMillis()
                    && click.isNear(last, settings.rageDistance());
        }

        void add(ClickFact click) {
            last = click;
            count++;
            if (earliest.size() < Finding.MOST_EVIDENCE) {
                earliest.add(click.eventId());
            }
        }

        /** The page itself may have noticed; what it reports is trusted and not counted twice. */
        boolean isReported(List<ClickFact> facts, ClickSettings settings) {
            long from = first.atMillis() - settings.reportedWithinMillis();
            long to = last.atMillis() + settings.reportedWithinMillis();
            return facts.stream()
                    .anyMatch(fact -> fact.is(ActivityKind.RAGE_CLICK)
                            && fact.atMillis() >= from
                            && fact.atMillis() <= to
                            && fact.isSameSpot(first));
        }
    }

    /** Tells the chains of one visit that are long enough and that no report of the page covers. */
    static void find(List<ClickFact> facts, ClickSettings settings, Consumer<DueFinding> due) {
        if (!settings.findsRage()) {
            return;
        }
        for (Chain chain : chains(facts, settings)) {
            if (chain.count >= settings.rageClicks() && !chain.isReported(facts, settings)) {
                Finding finding = chain.first.finding(
                        ActivityKind.CLICKED_IN_RAGE, chain.last.atMillis(), null, chain.count, chain.earliest);
                due.accept(new DueFinding(finding, chain.last.atMillis() + settings.rageSettlesMillis()));
            }
        }
    }

    private static List<Chain> chains(List<ClickFact> facts, ClickSettings settings) {
        List<Chain> chains = new ArrayList<>();
        Map<String, Chain> latest = new HashMap<>();
        for (ClickFact fact : facts) {
            if (!fact.is(ActivityKind.CLICK) || fact.leftAlone()) {
                continue;
            }
            String page = pageOf(fact.page());
            Chain chain = latest.get(page);
            if (chain != null && chain.continuesWith(fact, settings)) {
                chain.add(fact);
            } else {
                Chain begun = new Chain(fact);
                chains.add(begun);
                latest.put(page, begun);
            }
        }
        return chains;
    }

    private static String pageOf(@Nullable String page) {
        return page == null ? "" : page;
    }
}
