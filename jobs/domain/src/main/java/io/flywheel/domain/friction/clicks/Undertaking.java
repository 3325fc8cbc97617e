package io.flywheel.domain.friction.clicks;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.friction.Finding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form begun or a checkout entered, with all the beginnings that belong to it.
 *
 * <p><b>Shape:</b> a form is one within a visit, however often it is started before it is sent; a checkout is one while its steps follow each other in time.
 */
final class Undertaking {

    final List<ClickFact> beginnings = new ArrayList<>(2);
    private final @Nullable Visit visit;
    private final ClickSettings settings;
    private @Nullable String objectRef;
    private @Nullable ClickFact completion;

    Undertaking(ClickFact first, @Nullable Visit visit, ClickSettings settings) {
        this.visit = visit;
        this.settings = settings;
        add(first);
    }

    private void add(ClickFact beginning) {
        beginnings.add(beginning);
        objectRef = objectRef == null ? beginning.objectRef() : objectRef;
    }

    private ClickFact first() {
        return beginnings.get(0);
    }

    private ClickFact last() {
        return beginnings.get(beginnings.size() - 1);
    }

    private boolean isForm() {
        return first().is(ActivityKind.FORM_START);
    }

    /** Takes a beginning that belongs to it; false if it does not. */
    boolean continueWith(ClickFact beginning, @Nullable Visit itsVisit) {
        if (completion != null || beginning.is(ActivityKind.FORM_START) != isForm()) {
            return false;
        }
        boolean belongs = isForm()
                ? visit != null && visit.equals(itsVisit) && first().isSameSpot(beginning)
                : hasRef(beginning) && beginning.atMillis() <= abandonedAtMillis();
        if (belongs) {
            add(beginning);
        }
        return belongs;
    }

    /** Is completed by a form sent or an order placed, if that is the one meant and comes before it is too late. */
    void completeWith(ClickFact end) {
        boolean isMeant = isForm()
                ? end.is(ActivityKind.FORM_SUBMIT) && first().isSameSpot(end)
                : end.is(ActivityKind.ORDER_COMPLETED) && hasRef(end);
        if (completion == null && isMeant && end.atMillis() <= finalAtMillis()) {
            completion = end;
        }
    }

    private boolean hasRef(ClickFact fact) {
        return objectRef == null || fact.objectRef() == null || objectRef.equals(fact.objectRef());
    }

    boolean isCompleted() {
        return completion != null;
    }

    boolean isCompletedBefore(long horizonMillis) {
        return completion != null && completion.atMillis() < horizonMillis;
    }

    /** When it counts as abandoned, if nothing more comes. */
    long abandonedAtMillis() {
        if (!isForm()) {
            return last().atMillis() + settings.checkoutMillis();
        }
        return visit == null ? last().atMillis() + settings.sessionGapMillis() : visit.overAtMillis(settings);
    }

    /** Until when a completion takes the finding back. */
    long finalAtMillis() {
        return abandonedAtMillis() + (isForm() ? settings.formRecoveryMillis() : settings.checkoutRecoveryMillis());
    }

    /** Its abandonment, told once it is over. */
    DueFinding abandonment() {
        ActivityKind kind = isForm() ? ActivityKind.FORM_ABANDONED : ActivityKind.CHECKOUT_ABANDONED;
        List<String> evidence = beginnings.stream()
                .limit(Finding.MOST_EVIDENCE)
                .map(ClickFact::eventId)
                .toList();
        long at = abandonedAtMillis();
        return new DueFinding(first().finding(kind, at, objectRef, 1, evidence), at);
    }
}
