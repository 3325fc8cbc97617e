package io.flywheel.domain.friction.clicks;

import io.flywheel.domain.activity.ActivityKind;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Single clicks that went wrong: an error answered them, or nothing did. */
final class VainClicks {

    private VainClicks() {}

    /** Tells clicks that an error followed. One error blames one click, the last before it; a click is blamed once, by its first error. */
    static void findErrors(List<ClickFact> facts, ClickSettings settings, Consumer<DueFinding> due) {
        if (!settings.findsErrorClicks()) {
            return;
        }
        ClickFact click = null;
        for (ClickFact fact : facts) {
            if (fact.is(ActivityKind.CLICK)) {
                click = fact;
            } else if (fact.is(ActivityKind.JS_ERROR) && click != null) {
                blame(click, fact, facts, settings, due);
                click = null;
            }
        }
    }

    private static void blame(
            ClickFact click, ClickFact error, List<ClickFact> facts, ClickSettings settings, Consumer<DueFinding> due) {
        long within = settings.errorClickMillis();
        boolean isReported = facts.stream()
                .anyMatch(fact -> fact.is(ActivityKind.ERROR_CLICK)
                        && Math.abs(fact.atMillis() - click.atMillis()) <= within
                        && fact.isSameSpot(click));
        if (error.atMillis() - click.atMillis() <= within && !isReported) {
            due.accept(new DueFinding(
                    click.finding(
                            ActivityKind.CLICKED_INTO_ERROR,
                            error.atMillis(),
                            null,
                            1,
                            List.of(click.eventId(), error.eventId())),
                    click.atMillis() + within));
        }
    }

    /** Tells clicks after which nothing came in their visit for a while: a guess, for a server does not see the page. */
    static void findDead(List<ClickFact> facts, ClickSettings settings, Consumer<DueFinding> due) {
        if (!settings.findsDeadClicks()) {
            return;
        }
        for (int i = 0; i < facts.size(); i++) {
            ClickFact click = facts.get(i);
            ClickFact next = i + 1 < facts.size() ? facts.get(i + 1) : null;
            long deadline = click.atMillis() + settings.deadClickMillis();
            if (click.is(ActivityKind.CLICK) && !click.leftAlone() && !isAnswered(next, deadline)) {
                due.accept(new DueFinding(
                        click.finding(ActivityKind.CLICKED_IN_VAIN, deadline, null, 1, List.of(click.eventId())),
                        deadline));
            }
        }
    }

    private static boolean isAnswered(@Nullable ClickFact next, long deadline) {
        return next != null && next.atMillis() <= deadline;
    }
}
