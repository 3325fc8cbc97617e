package io.flywheel.notifier;

import io.flywheel.domain.alert.Silence;
import io.flywheel.notifier.delivery.Receiver;
import io.flywheel.notifier.message.Message;
import io.flywheel.notifier.tables.GroupName;
import io.flywheel.notifier.tables.ToldTables;
import io.flywheel.notifier.telling.GroupCourse;
import io.flywheel.notifier.telling.GroupView;
import io.flywheel.notifier.telling.Holds;
import io.flywheel.notifier.telling.Kind;
import io.flywheel.notifier.telling.Route;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One look at the tables after another: what is new, what is over, who is to be told, and then the telling.
 *
 * <p><b>Shape:</b> all that must outlive a restart is in the tables, and each round begins there; so it does not matter where a round was broken off.
 */
final class Round {

    /** Receivers that group by themselves get everything in one group. */
    static final String UNGROUPED = "all";

    private static final int MOST_AT_ONCE = 500;

    private final NotifierSettings settings;
    private final Intake intake;
    private final Deliveries deliveries;
    private final Clock clock;
    private @Nullable ToldTables known;
    private Holds holds = Holds.NONE;

    Round(NotifierSettings settings, List<Receiver> receivers, NotifierTally tally, Clock clock) {
        this.settings = settings;
        this.intake = new Intake(settings, tally);
        this.deliveries = new Deliveries(receivers, settings.freshness(), tally, clock);
        this.clock = clock;
    }

    void run(ToldTables tables) throws SQLException {
        Instant now = clock.instant();
        if (known != tables) {
            intake.takeUp(tables, now);
            holds = Holds.NONE;
        }
        Holds current = holdsNow(tables, now);
        boolean haveChanged = known != tables || !current.equals(holds);
        intake.take(tables, current, now);
        tables.end(now);
        if (haveChanged) {
            tables.hold(current);
        }
        known = tables;
        holds = current;
        for (Map.Entry<GroupName, GroupView> group : tables.groups(now).entrySet()) {
            decide(tables, group.getKey(), group.getValue(), now);
        }
        deliveries.send(tables);
        deliveries.refresh(tables, UNGROUPED);
    }

    private Holds holdsNow(ToldTables tables, Instant now) throws SQLException {
        List<Silence> silences = tables.silences(now);
        List<Map<String, String>> causes = settings.inhibitions().isEmpty() ? List.of() : tables.windowsOn();
        return Holds.at(now.toEpochMilli(), silences, settings.inhibitions(), causes);
    }

    private void decide(ToldTables tables, GroupName name, GroupView group, Instant now) throws SQLException {
        Route route = settings.routing().firstOf(name.receiver());
        if (route == null) {
            return;
        }
        Kind kind = GroupCourse.due(group, route.timing(), now);
        boolean isReminder = kind == Kind.REPEAT || kind == Kind.SUMMARY && group.waiting() == 0;
        if (kind == null || isReminder && !tables.isUnattended(name)) {
            return;
        }
        Receiver receiver = deliveries.receiver(name.receiver());
        boolean takesAll = receiver != null && receiver.needsRefresh();
        Message message = tables.compose(name, group, kind, takesAll ? MOST_AT_ONCE : Message.MOST_LINES, now);
        tables.plan(name, message, kind, now);
    }
}
