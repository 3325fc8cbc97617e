package io.flywheel.domain.friction.clicks;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The friction of a customer told from all events at once, as plainly as the page says it. Every test of two events is written out here, none is shared with what is tested. */
final class SortedClicks {

    private final List<Activity> events;
    private final ClickSettings settings;
    private final long watermark;
    private final Set<String> found = new TreeSet<>();

    private SortedClicks(List<Activity> some, ClickSettings settings, long watermark) {
        this.events = some.stream()
                .sorted(Comparator.comparingLong(Activity::occurredAtMillis)
                        .thenComparing(SortedClicks::isAnswer)
                        .thenComparing(Activity::source)
                        .thenComparing(Activity::eventId))
                .toList();
        this.settings = settings;
        this.watermark = watermark;
    }

    /** Findings as id, moment and count. */
    static Set<String> found(List<Activity> events, ClickSettings settings, long watermark) {
        SortedClicks clicks = new SortedClicks(events, settings, watermark);
        clicks.rage();
        clicks.errors();
        clicks.quickBacks();
        clicks.searches();
        clicks.forms();
        clicks.checkouts();
        return clicks.found;
    }

    private static boolean isAnswer(Activity event) {
        return !Set.of(
                        ActivityKind.CLICK,
                        ActivityKind.FORM_START,
                        ActivityKind.CHECKOUT_START,
                        ActivityKind.CHECKOUT_STEP)
                .contains(event.kind());
    }

    private Stream<Activity> own(ActivityKind kind) {
        return events.stream().filter(event -> event.kind() == kind && event.isByCustomer());
    }

    private static boolean sameSession(Activity one, Activity other) {
        return Objects.equals(one.sessionId(), other.sessionId());
    }

    private static boolean sameSpot(Activity one, Activity other) {
        if (one.target() != null && other.target() != null) {
            return Objects.equals(one.target(), other.target());
        }
        return one.page() == null || other.page() == null || Objects.equals(one.page(), other.page());
    }

    private void tell(String kind, Activity first, long at, int count, long after) {
        if (watermark > after) {
            found.add(kind + ":" + first.eventId() + " " + at + " x" + count);
        }
    }

    private void rage() {
        List<Activity> clicks = own(ActivityKind.CLICK)
                .filter(click -> !settings.leftAlone().match(click.target()))
                .toList();
        Set<Activity> used = new HashSet<>();
        for (Activity first : clicks) {
            if (used.contains(first)) {
                continue;
            }
            List<Activity> chain = new ArrayList<>(List.of(first));
            for (Activity click : clicks.subList(clicks.indexOf(first) + 1, clicks.size())) {
                if (sameSession(click, first) && Objects.equals(click.page(), first.page())) {
                    Activity last = chain.get(chain.size() - 1);
                    if (click.occurredAtMillis() - last.occurredAtMillis() > settings.rageGapMillis()
                            || !near(last, click)) {
                        break;
                    }
                    chain.add(click);
                }
            }
            used.addAll(chain);
            Activity last = chain.get(chain.size() - 1);
            boolean reported = own(ActivityKind.RAGE_CLICK)
                    .anyMatch(report -> sameSession(report, first)
                            && sameSpot(report, first)
                            && report.occurredAtMillis() >= first.occurredAtMillis() - 2_000
                            && report.occurredAtMillis() <= last.occurredAtMillis() + 2_000);
            if (chain.size() >= settings.rageClicks() && !reported) {
                tell("clicked_in_rage", first, last.occurredAtMillis(), chain.size(), last.occurredAtMillis() + 2_000);
            }
        }
    }

    private boolean near(Activity one, Activity other) {
        if (one.hasPosition() && other.hasPosition()) {
            return Math.abs(one.x() - other.x()) + Math.abs(one.y() - other.y()) < settings.rageDistance();
        }
        return one.target() != null && one.target().equals(other.target());
    }

    private void errors() {
        for (Activity click : own(ActivityKind.CLICK).toList()) {
            List<Activity> after = events.subList(events.indexOf(click) + 1, events.size()).stream()
                    .filter(event -> event.isByCustomer() && sameSession(event, click))
                    .filter(event -> event.kind() == ActivityKind.CLICK || event.kind() == ActivityKind.JS_ERROR)
                    .toList();
            boolean failed = !after.isEmpty()
                    && after.get(0).kind() == ActivityKind.JS_ERROR
                    && after.get(0).occurredAtMillis() - click.occurredAtMillis() <= 1_000;
            boolean reported = own(ActivityKind.ERROR_CLICK)
                    .anyMatch(report -> sameSession(report, click)
                            && sameSpot(report, click)
                            && Math.abs(report.occurredAtMillis() - click.occurredAtMillis()) <= 1_000);
            if (failed && !reported) {
                tell("clicked_into_error", click, after.get(0).occurredAtMillis(), 1, click.occurredAtMillis() + 1_000);
            }
        }
    }

    private void quickBacks() {
        for (Activity back : own(ActivityKind.PAGE_VIEW).toList()) {
            List<Activity> before = own(ActivityKind.PAGE_VIEW)
                    .filter(view -> sameSession(view, back) && events.indexOf(view) < events.indexOf(back))
                    .filter(view -> overAt(view) == overAt(back))
                    .toList();
            int place = before.size() - 1;
            while (place > 0
                    && Objects.equals(
                            before.get(place).page(), before.get(place - 1).page())) {
                place--;
            }
            if (place > 0
                    && back.page() != null
                    && !back.page().equals(before.get(place).page())
                    && back.page().equals(before.get(place - 1).page())
                    && back.occurredAtMillis() - before.get(place).occurredAtMillis() < 5_000) {
                tell("quick_back", before.get(place), back.occurredAtMillis(), 1, back.occurredAtMillis() - 1);
            }
        }
    }

    private void searches() {
        own(ActivityKind.SEARCH)
                .filter(search -> "0".equals(search.attributes().get("results")))
                .forEach(search -> tell(
                        "search_without_results", search, search.occurredAtMillis(), 1, search.occurredAtMillis() - 1));
    }

    /** The end of the silence after the visit that an event is part of. */
    private long overAt(Activity event) {
        long over = event.occurredAtMillis() + settings.sessionGapMillis();
        for (Activity other : events) {
            if (other.isByCustomer()
                    && sameSession(other, event)
                    && other.occurredAtMillis() >= event.occurredAtMillis()
                    && other.occurredAtMillis() <= over) {
                over = other.occurredAtMillis() + settings.sessionGapMillis();
            }
        }
        return over;
    }

    private void forms() {
        List<Activity> first = new ArrayList<>();
        for (Activity start : own(ActivityKind.FORM_START).toList()) {
            boolean joins = first.stream()
                    .anyMatch(open -> sameSession(open, start)
                            && overAt(open) == overAt(start)
                            && sameSpot(open, start)
                            && !isSent(open, events.indexOf(start)));
            if (!joins) {
                first.add(start);
            }
        }
        for (Activity form : first) {
            if (!isSent(form, events.size())) {
                tell("form_abandoned", form, overAt(form), 1, overAt(form));
            }
        }
    }

    private boolean isSent(Activity form, int before) {
        return own(ActivityKind.FORM_SUBMIT)
                .anyMatch(sent -> events.indexOf(sent) > events.indexOf(form)
                        && events.indexOf(sent) < before
                        && sameSpot(form, sent)
                        && sent.occurredAtMillis() <= overAt(form) + settings.formRecoveryMillis());
    }

    /** Deals are named in all events of the model or in none, so that a checkout is a run of steps of one deal. */
    private void checkouts() {
        List<Activity> steps = events.stream()
                .filter(event -> event.isByCustomer() && event.kind() == ActivityKind.CHECKOUT_START)
                .toList();
        Set<Activity> used = new HashSet<>();
        for (Activity first : steps) {
            if (used.contains(first)) {
                continue;
            }
            Activity last = first;
            Activity order = null;
            for (Activity next : events.subList(events.indexOf(first), events.size())) {
                long over = last.occurredAtMillis() + settings.checkoutMillis();
                if (!Objects.equals(next.objectRef(), first.objectRef())) {
                    continue;
                }
                if (next.kind() == ActivityKind.ORDER_COMPLETED
                        && next.occurredAtMillis() <= over + settings.checkoutRecoveryMillis()) {
                    order = next;
                    break;
                }
                if (steps.contains(next) && next.occurredAtMillis() <= over) {
                    last = next;
                    used.add(next);
                }
            }
            if (order == null) {
                long over = last.occurredAtMillis() + settings.checkoutMillis();
                tell("checkout_abandoned", first, over, 1, over);
            }
        }
    }
}
