package io.flywheel.local.oracle;

import io.flywheel.domain.friction.clicks.TargetPatterns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Friction in the clicks, pages and searches of each visit, and in the forms and checkouts of a customer.
 *
 * <p><b>Source:</b> docs/reference/friction-clicks.md.
 */
final class ClickFriction {

    private static final long SILENCE = Duration.ofMinutes(30).toMillis();
    private static final long REPORTED_WITHIN = 2_000;
    private static final Set<String> BEGINNINGS = Set.of(
            "clickstream.click", "clickstream.form_start", "clickstream.checkout_start", "clickstream.checkout_step");

    /** By time; what answers comes after what it answers. */
    private static final Comparator<PlainEvent> ORDER = Comparator.comparingLong(PlainEvent::occurredAtMillis)
            .thenComparing(event -> !BEGINNINGS.contains(event.qualifiedType()))
            .thenComparing(event -> event.required("source"))
            .thenComparing(event -> event.required("event_id"));

    private final List<PlainFinding> found = new ArrayList<>();

    /** Doings of one session without a long silence. */
    record Visit(List<PlainEvent> doings) {

        long overAt() {
            return doings.get(doings.size() - 1).occurredAtMillis() + SILENCE;
        }

        List<PlainEvent> of(String... types) {
            return doings.stream()
                    .filter(event -> List.of(types).contains(event.required("type")))
                    .toList();
        }
    }

    static List<PlainFinding> of(List<PlainEvent> events, Thresholds thresholds) {
        List<PlainEvent> ordered = events.stream().sorted(ORDER).toList();
        ClickFriction friction = new ClickFriction();
        List<Visit> visits = visits(ordered);
        for (Visit visit : visits) {
            friction.rage(visit);
            friction.errors(visit);
            friction.quickBacks(visit);
            friction.searches(visit);
        }
        friction.found.addAll(Undertakings.of(ordered, visits, thresholds));
        return friction.found;
    }

    private static List<Visit> visits(List<PlainEvent> ordered) {
        Map<String, Visit> latest = new LinkedHashMap<>();
        List<Visit> visits = new ArrayList<>();
        for (PlainEvent event : ordered) {
            if (!isByCustomer(event)) {
                continue;
            }
            String stated = event.text("session_id");
            String session = stated == null ? "none" : "of " + stated;
            Visit visit = latest.get(session);
            if (visit == null || event.occurredAtMillis() > visit.overAt()) {
                visit = new Visit(new ArrayList<>());
                latest.put(session, visit);
                visits.add(visit);
            }
            visit.doings.add(event);
        }
        return visits;
    }

    static boolean isByCustomer(PlainEvent event) {
        String actor = event.text("actor");
        return actor == null || actor.equals("customer");
    }

    static boolean isSameSpot(PlainEvent one, PlainEvent other) {
        if (one.text("target") != null && other.text("target") != null) {
            return Objects.equals(one.text("target"), other.text("target"));
        }
        return one.text("page") == null
                || other.text("page") == null
                || Objects.equals(one.text("page"), other.text("page"));
    }

    private static PlainFinding finding(String word, PlainEvent first, long at, long after) {
        return PlainFinding.of("clickstream." + word, first, at, after + 1, first.required("event_id"))
                .at(first);
    }

    private void rage(Visit visit) {
        Map<String, List<List<PlainEvent>>> byPage = new LinkedHashMap<>();
        for (PlainEvent click : visit.of("click")) {
            if (TargetPatterns.DEFAULT.match(click.text("target"))) {
                continue;
            }
            List<List<PlainEvent>> chains =
                    byPage.computeIfAbsent(String.valueOf(click.text("page")), unused -> new ArrayList<>());
            List<PlainEvent> chain = chains.isEmpty() ? null : chains.get(chains.size() - 1);
            if (chain == null || !continues(chain.get(chain.size() - 1), click)) {
                chain = new ArrayList<>();
                chains.add(chain);
            }
            chain.add(click);
        }
        List<PlainEvent> reports = visit.of("rage_click");
        byPage.values().stream()
                .flatMap(Collection::stream)
                .filter(chain -> chain.size() >= 3)
                .forEach(chain -> rage(chain, reports));
    }

    private void rage(List<PlainEvent> chain, List<PlainEvent> reports) {
        PlainEvent first = chain.get(0);
        long begins = first.occurredAtMillis() - REPORTED_WITHIN;
        long last = chain.get(chain.size() - 1).occurredAtMillis();
        boolean isReported = reports.stream()
                .anyMatch(report -> report.occurredAtMillis() >= begins
                        && report.occurredAtMillis() <= last + REPORTED_WITHIN
                        && isSameSpot(report, first));
        if (!isReported) {
            found.add(finding("clicked_in_rage", first, last, last + REPORTED_WITHIN)
                    .with("count", (long) chain.size())
                    .because(chain));
        }
    }

    private static boolean continues(PlainEvent last, PlainEvent click) {
        if (click.occurredAtMillis() - last.occurredAtMillis() > 1_000) {
            return false;
        }
        Long x = last.number("x");
        Long y = last.number("y");
        Long itsX = click.number("x");
        Long itsY = click.number("y");
        if (x != null && y != null && itsX != null && itsY != null) {
            return Math.abs(x - itsX) + Math.abs(y - itsY) < 30;
        }
        return last.text("target") != null && Objects.equals(last.text("target"), click.text("target"));
    }

    private void errors(Visit visit) {
        List<PlainEvent> turns = visit.of("click", "js_error");
        for (int i = 1; i < turns.size(); i++) {
            PlainEvent click = turns.get(i - 1);
            PlainEvent error = turns.get(i);
            long apart = error.occurredAtMillis() - click.occurredAtMillis();
            if (!click.required("type").equals("click")
                    || !error.required("type").equals("js_error")
                    || apart > 1_000) {
                continue;
            }
            boolean isReported = visit.of("error_click").stream()
                    .anyMatch(report -> Math.abs(report.occurredAtMillis() - click.occurredAtMillis()) <= 1_000
                            && isSameSpot(report, click));
            if (!isReported) {
                found.add(
                        finding("clicked_into_error", click, error.occurredAtMillis(), click.occurredAtMillis() + 1_000)
                                .because(click.required("event_id"), error.required("event_id")));
            }
        }
    }

    /** A page view counts with those of the same page right before it. */
    private void quickBacks(Visit visit) {
        List<List<PlainEvent>> stays = new ArrayList<>();
        @Nullable String page = null;
        for (PlainEvent view : visit.of("page_view")) {
            if (stays.isEmpty() || !Objects.equals(page, view.text("page"))) {
                stays.add(new ArrayList<>());
            }
            stays.get(stays.size() - 1).add(view);
            page = view.text("page");
        }
        for (int i = 2; i < stays.size(); i++) {
            List<PlainEvent> earlier = stays.get(i - 2);
            PlainEvent before = earlier.get(earlier.size() - 1);
            PlainEvent between = stays.get(i - 1).get(0);
            PlainEvent back = stays.get(i).get(0);
            long at = back.occurredAtMillis();
            if (back.text("page") != null
                    && Objects.equals(back.text("page"), before.text("page"))
                    && at - between.occurredAtMillis() < 5_000) {
                found.add(finding("quick_back", between, at, at - 1).because(List.of(before, between, back)));
            }
        }
    }

    private void searches(Visit visit) {
        for (PlainEvent search : visit.of("search")) {
            if ("0".equals(search.attribute("results"))) {
                long at = search.occurredAtMillis();
                found.add(finding("search_without_results", search, at, at - 1).because(List.of(search)));
            }
        }
    }
}
