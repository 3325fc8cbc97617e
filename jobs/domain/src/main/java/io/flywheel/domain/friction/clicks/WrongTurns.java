package io.flywheel.domain.friction.clicks;

import io.flywheel.domain.activity.ActivityKind;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Pages and searches that did not hold what was looked for. */
final class WrongTurns {

    private WrongTurns() {}

    /** A page looked at, from its first view to its last with no other page between. */
    private record Stay(ClickFact first, @Nullable ClickFact lastBefore) {}

    /** Tells pages that were left at once for the page before. */
    static void findQuickBacks(List<ClickFact> facts, ClickSettings settings, Consumer<DueFinding> due) {
        if (!settings.findsQuickBacks()) {
            return;
        }
        Stay stay = null;
        ClickFact last = null;
        for (ClickFact view : facts) {
            if (!view.is(ActivityKind.PAGE_VIEW)) {
                continue;
            }
            if (stay == null || !Objects.equals(stay.first.page(), view.page())) {
                if (stay != null) {
                    judge(stay, view, settings, due);
                }
                stay = new Stay(view, last);
            }
            last = view;
        }
    }

    private static void judge(Stay stay, ClickFact back, ClickSettings settings, Consumer<DueFinding> due) {
        ClickFact before = stay.lastBefore;
        if (before != null
                && back.page() != null
                && back.page().equals(before.page())
                && back.atMillis() - stay.first.atMillis() < settings.quickBackMillis()) {
            List<String> evidence = List.of(before.eventId(), stay.first.eventId(), back.eventId());
            due.accept(new DueFinding(
                    stay.first.finding(ActivityKind.QUICK_BACK, back.atMillis(), null, 1, evidence),
                    back.atMillis() - 1));
        }
    }

    /** Tells searches that found nothing; others are not kept. */
    static void findEmptySearches(List<ClickFact> facts, Consumer<DueFinding> due) {
        for (ClickFact fact : facts) {
            if (fact.is(ActivityKind.SEARCH)) {
                due.accept(new DueFinding(
                        fact.finding(
                                ActivityKind.SEARCH_WITHOUT_RESULTS, fact.atMillis(), null, 1, List.of(fact.eventId())),
                        fact.atMillis() - 1));
            }
        }
    }
}
