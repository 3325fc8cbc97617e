package io.flywheel.domain.friction.clicks;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.control.InForce;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The trail that one customer leaves in clicks, pages, forms and checkouts, and the friction found along it.
 *
 * <p><b>Shape:</b> what was found and settled is the same whatever the order in which the activities came and whenever it was asked, as long as each came before the horizon passed it. A trail
 * keeps at most {@link #MOST_FACTS} facts of visits, {@link #MOST_VISITS} visits and {@link #MOST_UNDERTAKINGS} facts of forms and checkouts; beyond that, which is the mark of a machine, the
 * oldest settle early, as if no late event could change them. A duplicate of what is still kept changes nothing.
 *
 * <p><b>Units:</b> epoch milliseconds.
 *
 * <p><b>Source:</b> docs/reference/friction-clicks.md.
 */
public final class ClickTrail {

    /** Most clicks, errors, page views and empty searches that are kept of one customer. */
    public static final int MOST_FACTS = 4_000;

    /** Most visits that are kept of one customer. */
    public static final int MOST_VISITS = 1_000;

    /** Most beginnings and completions of forms and checkouts that are kept of one customer. */
    public static final int MOST_UNDERTAKINGS = 500;

    private final List<Visit> visits;
    private final Undertakings undertakings;

    public ClickTrail() {
        this(new ArrayList<>(1), new Undertakings());
    }

    private ClickTrail(List<Visit> visits, Undertakings undertakings) {
        this.visits = visits;
        this.undertakings = undertakings;
    }

    /** Takes one activity in any order. Only the customer's own count, but an order ends a checkout whoever recorded it. */
    public void take(Activity activity, InForce<ClickSettings> inForce) {
        ClickSettings settings = inForce.at(activity.occurredAtMillis());
        if (activity.kind() == ActivityKind.ORDER_COMPLETED && settings.findsCheckouts()) {
            undertakings.keep(ClickFact.of(activity, settings));
        }
        if (!activity.isByCustomer() || activity.kind().isDerived()) {
            return;
        }
        Visit visit = Visit.at(visits, activity.sessionId(), activity.occurredAtMillis(), settings.sessionGapMillis());
        if (isFact(activity, settings)) {
            visit.keep(ClickFact.of(activity, settings));
        } else if (settings.findsDeadClicks()) {
            visit.keep(ClickFact.mark(activity));
        }
        if (isUndertaking(activity.kind(), settings)) {
            undertakings.keep(ClickFact.of(activity, settings));
        }
    }

    private static boolean isFact(Activity activity, ClickSettings settings) {
        return switch (activity.kind()) {
            case CLICK -> settings.findsRage() || settings.findsErrorClicks() || settings.findsDeadClicks();
            case RAGE_CLICK -> settings.findsRage();
            case ERROR_CLICK, JS_ERROR -> settings.findsErrorClicks();
            case PAGE_VIEW -> settings.findsQuickBacks();
            case SEARCH -> "0".equals(activity.attributes().get(settings.resultsAttribute()));
            default -> false;
        };
    }

    private static boolean isUndertaking(ActivityKind kind, ClickSettings settings) {
        return switch (kind) {
            case FORM_START, FORM_SUBMIT -> settings.forms();
            case CHECKOUT_START, CHECKOUT_STEP -> settings.findsCheckouts();
            default -> false;
        };
    }

    /** Tells what holds as of this watermark and is not settled: visit by visit in order of time, then forms and checkouts. */
    public void find(long watermarkMillis, InForce<ClickSettings> settings, Consumer<Finding> found) {
        findDue(settings, due -> {
            if (due.isTold(watermarkMillis)) {
                found.accept(due.finding());
            }
        });
    }

    private void findDue(InForce<ClickSettings> settings, Consumer<DueFinding> due) {
        visits.forEach(visit -> visit.find(settings, due));
        undertakings.find(visits, settings, due);
    }

    /** Hands out what is final because no event before the horizon can still come, and forgets what lies behind it. */
    public void settle(long horizonMillis, InForce<ClickSettings> settings, Consumer<Finding> settled) {
        Consumer<DueFinding> last = due -> settled.accept(due.finding());
        undertakings.settle(horizonMillis, visits, settings, last);
        for (Iterator<Visit> rest = visits.iterator(); rest.hasNext(); ) {
            Visit visit = rest.next();
            if (visit.overAtMillis(visit.judgedBy(settings)) < horizonMillis) {
                visit.settle(settings, last);
                if (!undertakings.needs(visit)) {
                    rest.remove();
                }
            }
        }
        settleOldest(settings, last);
    }

    private void settleOldest(InForce<ClickSettings> settings, Consumer<DueFinding> settled) {
        undertakings.settleOldest(MOST_UNDERTAKINGS, visits, settings, settled);
        int tooMany = visits.stream().mapToInt(Visit::factCount).sum() - MOST_FACTS;
        for (int i = 0; i < visits.size() && tooMany > 0; i++) {
            Visit oldest = visits.get(i);
            int before = oldest.factCount();
            oldest.settleOldest(tooMany, settings, settled);
            tooMany -= before - oldest.factCount();
        }
        while (visits.size() > MOST_VISITS) {
            visits.remove(0).settle(settings, settled);
        }
    }

    /** The next watermark at which {@link #find} would tell something else with no new event; {@link Long#MAX_VALUE} for never. */
    public long nextLookAfter(long watermarkMillis, InForce<ClickSettings> settings) {
        long[] next = {Long.MAX_VALUE};
        findDue(settings, due -> {
            if (!due.isTold(watermarkMillis)) {
                next[0] = Math.min(next[0], due.afterMillis() + 1);
            }
        });
        return next[0];
    }

    /** Whether nothing is kept, so that nothing need be written. */
    public boolean isEmpty() {
        return visits.isEmpty() && undertakings.isEmpty();
    }

    public void write(StateWriter out) {
        SharedTexts texts = new SharedTexts();
        StateWriter body = new StateWriter();
        body.putCount(visits.size());
        visits.forEach(visit -> visit.write(texts, body));
        undertakings.write(texts, body);
        texts.write(out);
        out.putBytes(body.toBytes());
    }

    public static ClickTrail read(StateReader in) {
        SharedTexts texts = SharedTexts.read(in);
        StateReader body = new StateReader(in.getBytes());
        List<Visit> visits = new ArrayList<>();
        for (int left = body.getCount(); left > 0; left--) {
            visits.add(Visit.read(texts, body));
        }
        return new ClickTrail(visits, Undertakings.read(texts, body));
    }
}
