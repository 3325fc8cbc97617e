package io.flywheel.domain.signal;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the catalogue: which activity gives which signal.
 *
 * <p><b>Shape:</b> {@code id} names the signal in persisted state and is never given to another one; {@code customName} narrows a custom kind;
 * {@code byAnybody} lets doings of agents and systems count, which for pushes is the exception.
 *
 * <p><b>Source:</b> docs/reference/signals.md, "Catalogue".
 */
public record SignalRule(
        int id,
        String name,
        Side side,
        Weight weight,
        HalfLifeClass halfLife,
        Phase phase,
        Department department,
        ActivityKind on,
        @Nullable String customName,
        boolean byAnybody,
        List<Condition> conditions,
        @Nullable StandingRule standing) {

    /** Greatest id: it is kept in two bytes. */
    public static final int GREATEST_ID = 16_383;

    public SignalRule {
        if (id < 1 || id > GREATEST_ID) {
            throw new IllegalArgumentException("id of signal " + name + " must be 1 to " + GREATEST_ID + ": " + id);
        }
        if (standing != null && side != Side.FRICTION) {
            throw new IllegalArgumentException("only friction can be standing: " + name);
        }
        if (on.isDerived() && side != Side.FRICTION) {
            throw new IllegalArgumentException("what is found in events is friction, not a push: " + name);
        }
        conditions = List.copyOf(conditions);
    }

    public boolean appliesTo(Activity activity) {
        if (!byAnybody && !activity.isByCustomer()) {
            return false;
        }
        if (customName != null && !customName.equals(activity.customName())) {
            return false;
        }
        for (Condition condition : conditions) {
            if (!condition.holdsFor(activity)) {
                return false;
            }
        }
        return true;
    }
}
