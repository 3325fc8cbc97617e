package io.flywheel.notifier;

import io.flywheel.notifier.tables.SeenAlert;
import io.flywheel.notifier.tables.Taken;
import io.flywheel.notifier.tables.ToldRow;
import io.flywheel.notifier.tables.ToldTables;
import io.flywheel.notifier.telling.Admission;
import io.flywheel.notifier.telling.Holds;
import io.flywheel.notifier.telling.Mode;
import io.flywheel.notifier.telling.Route;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides of each alert that nobody knows yet who is told of it, in which group, by name or in a summary.
 *
 * <p><b>Shape:</b> page by page, so that a flood costs time and no memory. Buckets are filled again from the tables after a restart.
 */
final class Intake {

    private final NotifierSettings settings;
    private final NotifierTally tally;
    private final Map<String, Admission> admissions = new HashMap<>();

    Intake(NotifierSettings settings, NotifierTally tally) {
        this.settings = settings;
        this.tally = tally;
    }

    /** Takes up from the tables what was told before. */
    void takeUp(ToldTables tables, Instant now) throws SQLException {
        admissions.clear();
        Duration longest = Duration.ZERO;
        for (Route route : settings.routing().routes()) {
            Duration memory = route.budget().refill().multipliedBy(route.budget().total());
            longest = memory.compareTo(longest) > 0 ? memory : longest;
        }
        Instant since = now.minus(longest);
        for (Route route : settings.routing().routes()) {
            admissions.computeIfAbsent(
                    route.receiver(), name -> new Admission(route.budget(), quiet(route), since));
        }
        for (ToldTables.Past past : tables.past(since)) {
            Admission admission = admissions.get(past.receiver());
            if (admission != null && past.isFlood()) {
                admission.floods(past.rule(), past.at());
            } else if (admission != null) {
                admission.replay(past.rule(), past.at());
            }
        }
    }

    /** A flood is over when it was quiet for as long as a group's messages are apart. */
    private static Duration quiet(Route route) {
        Duration interval = route.timing().groupInterval();
        return interval.compareTo(route.timing().summaryWait()) > 0 ? interval : route.timing().summaryWait();
    }

    /** Takes in all that is new. */
    void take(ToldTables tables, Holds holds, Instant now) throws SQLException {
        long taken = tables.takeIn(page -> decide(page, holds, now), now);
        tally.add(NotifierTally.Event.SEEN, taken);
    }

    private Taken decide(List<SeenAlert> page, Holds holds, Instant now) {
        Map<Audience, Set<String>> floods = new HashMap<>();
        news(page, now).forEach((audience, came) -> {
            Admission admission = admissions.get(audience.receiver());
            Set<String> flooding = admission == null ? Set.of() : admission.floodsOf(came, now);
            if (!flooding.isEmpty()) {
                floods.put(audience, flooding);
            }
        });
        List<ToldRow> rows = new ArrayList<>();
        for (SeenAlert alert : page) {
            rows.addAll(rows(alert, floods, holds, now));
        }
        return new Taken(
                rows,
                floods.entrySet().stream()
                        .map(flood -> new Taken.Flood(
                                flood.getKey().receiver(), flood.getKey().isShadow(), List.copyOf(flood.getValue())))
                        .toList());
    }

    private record Audience(String receiver, boolean isShadow) {}

    /** How many alerts of each rule each receiver would be told by name. */
    private Map<Audience, Map<String, Integer>> news(List<SeenAlert> page, Instant now) {
        Map<Audience, Map<String, Integer>> counts = new HashMap<>();
        for (SeenAlert alert : page) {
            if (settings.mode() != Mode.SUPPRESS && !settings.freshness().isStale(alert.firedAt(), now)) {
                for (Route route : settings.routing().of(alert.labels())) {
                    counts.computeIfAbsent(new Audience(route.receiver(), isShadow(alert)), audience -> new HashMap<>())
                            .merge(alert.rule(), 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    private boolean isShadow(SeenAlert alert) {
        return alert.isShadow() || settings.mode() == Mode.SHADOW;
    }

    private List<ToldRow> rows(
            SeenAlert alert, Map<Audience, Set<String>> floods, Holds holds, Instant now) {
        List<Route> routes = settings.routing().of(alert.labels());
        if (routes.isEmpty()) {
            return List.of(row(alert, "", null, ToldRow.UNROUTED, null, Duration.ZERO));
        }
        boolean isStale = settings.freshness().isStale(alert.firedAt(), now);
        if (isStale) {
            tally.add(NotifierTally.Event.STALE, 1);
        }
        String heldBy = holds.heldBy(alert.labels());
        List<ToldRow> rows = new ArrayList<>();
        for (Route route : routes) {
            Set<String> flooding = floods.getOrDefault(new Audience(route.receiver(), isShadow(alert)), Set.of());
            String group;
            String standing;
            if (settings.mode() == Mode.SUPPRESS) {
                group = null;
                standing = ToldRow.SUPPRESSED;
            } else if (isStale) {
                group = settings.freshness().isHistory(alert.firedAt(), now) ? null : Route.SUMMARY_GROUP;
                standing = ToldRow.STALE;
            } else if (flooding.contains(alert.rule())) {
                group = Route.SUMMARY_GROUP;
                standing = ToldRow.SUMMARY;
            } else {
                group = route.groupOf(alert.labels());
                standing = ToldRow.OWN;
            }
            rows.add(row(alert, route.receiver(), group, standing, heldBy, route.timing().coolDown()));
        }
        return rows;
    }

    private ToldRow row(
            SeenAlert alert,
            String receiver,
            @Nullable String group,
            String standing,
            @Nullable String heldBy,
            Duration coolDown) {
        return new ToldRow(alert, receiver, group, isShadow(alert), standing, heldBy, coolDown);
    }
}
