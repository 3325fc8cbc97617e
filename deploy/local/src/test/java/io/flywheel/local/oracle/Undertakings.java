package io.flywheel.local.oracle;

import io.flywheel.local.oracle.ClickFriction.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Forms and checkouts of a customer that were begun and not completed.
 *
 * <p><b>Source:</b> docs/reference/friction-clicks.md.
 */
final class Undertakings {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final IdentityHashMap<PlainEvent, Visit> visits = new IdentityHashMap<>();
    private final Thresholds thresholds;
    private final List<Undertaking> all = new ArrayList<>();

    /** One form within a visit, or one checkout with its steps. */
    private static final class Undertaking {
        private final List<PlainEvent> beginnings = new ArrayList<>();
        private final @Nullable Visit formsVisit;
        private String deal = "";
        private boolean isCompleted;

        Undertaking(@Nullable Visit formsVisit) {
            this.formsVisit = formsVisit;
        }

        void begin(PlainEvent beginning) {
            beginnings.add(beginning);
            deal = deal.isEmpty() ? beginning.object() : deal;
        }

        boolean isOf(PlainEvent event) {
            return deal.isEmpty() || event.object().isEmpty() || deal.equals(event.object());
        }

        long abandonedAt() {
            Visit visit = formsVisit;
            return visit == null ? beginnings.get(beginnings.size() - 1).occurredAtMillis() + HOUR : visit.overAt();
        }
    }

    private Undertakings(List<Visit> visits, Thresholds thresholds) {
        this.thresholds = thresholds;
        visits.forEach(visit -> visit.doings().forEach(doing -> this.visits.put(doing, visit)));
    }

    /** What was abandoned, from all events in order. */
    static List<PlainFinding> of(List<PlainEvent> ordered, List<Visit> visits, Thresholds thresholds) {
        Undertakings undertakings = new Undertakings(visits, thresholds);
        ordered.forEach(undertakings::take);
        return undertakings.all.stream()
                .filter(one -> !one.isCompleted)
                .map(Undertakings::abandoned)
                .toList();
    }

    private static PlainFinding abandoned(Undertaking one) {
        PlainEvent first = one.beginnings.get(0);
        String type = one.formsVisit == null ? "clickstream.checkout_abandoned" : "clickstream.form_abandoned";
        long at = one.abandonedAt();
        return PlainFinding.of(type, first, at, at + 1, first.required("event_id"))
                .at(first)
                .about(one.deal)
                .because(one.beginnings);
    }

    private void take(PlainEvent event) {
        boolean isOwn = ClickFriction.isByCustomer(event);
        String type = event.qualifiedType();
        if (type.equals("deals.order_completed")) {
            complete(event, false, thresholds.checkoutRecoveryMillis());
        } else if (isOwn && type.equals("clickstream.form_submit")) {
            complete(event, true, 24 * HOUR);
        } else if (isOwn && type.equals("clickstream.form_start")) {
            begin(event, visits.get(event));
        } else if (isOwn && (type.equals("clickstream.checkout_start") || type.equals("clickstream.checkout_step"))) {
            begin(event, null);
        }
    }

    private void begin(PlainEvent event, @Nullable Visit formsVisit) {
        for (Undertaking one : all) {
            boolean belongs = formsVisit == null
                    ? one.isOf(event) && event.occurredAtMillis() <= one.abandonedAt()
                    : ClickFriction.isSameSpot(one.beginnings.get(0), event);
            if (!one.isCompleted && Objects.equals(one.formsVisit, formsVisit) && belongs) {
                one.begin(event);
                return;
            }
        }
        Undertaking begun = new Undertaking(formsVisit);
        begun.begin(event);
        all.add(begun);
    }

    private void complete(PlainEvent event, boolean isForm, long recovery) {
        for (Undertaking one : all) {
            boolean isMeant = isForm ? ClickFriction.isSameSpot(one.beginnings.get(0), event) : one.isOf(event);
            if (isForm == (one.formsVisit != null)
                    && isMeant
                    && event.occurredAtMillis() <= one.abandonedAt() + recovery) {
                one.isCompleted = true;
            }
        }
    }
}
