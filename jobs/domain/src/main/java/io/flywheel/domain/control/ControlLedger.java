package io.flywheel.domain.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was decided so far, by whose versions a further record is judged: versions of one thing only rise, and what its kind can not read is refused.
 *
 * <p><b>Shape:</b> mutable; the same records in the same order are judged alike, wherever that happens.
 */
public final class ControlLedger {

    private final ControlCheck check;
    private final Map<String, ControlRecord> latest = new HashMap<>();

    public ControlLedger(ControlCheck check) {
        this.check = check;
    }

    /** Judges a record and, if it is accepted, remembers it. */
    public ControlJudgement take(ControlRecord record) {
        String thing = record.kind().word() + "/" + record.id();
        ControlRecord known = latest.get(thing);
        if (known != null && record.equals(known)) {
            return ControlJudgement.known(record);
        }
        if (known != null && record.version() <= known.version()) {
            return ControlJudgement.refused(
                    record,
                    "version " + known.version() + " of " + thing + " is known; the next must be higher than that, not "
                            + record.version());
        }
        String problem = check.problem(record, known);
        if (problem != null) {
            return ControlJudgement.refused(record, problem);
        }
        latest.put(thing, record);
        return ControlJudgement.accepted(record);
    }

    /** Remembers a record that was accepted before. */
    public void restore(ControlRecord accepted) {
        latest.put(accepted.kind().word() + "/" + accepted.id(), accepted);
    }

    /** The latest version of each thing. */
    public List<ControlRecord> latest() {
        return new ArrayList<>(latest.values());
    }

    /** The latest version of one thing; null if it was never decided. */
    public @Nullable ControlRecord latest(ControlKind kind, String id) {
        return latest.get(kind.word() + "/" + id);
    }
}
