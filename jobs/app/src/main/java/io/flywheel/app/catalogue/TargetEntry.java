package io.flywheel.app.catalogue;

import io.flywheel.app.config.YamlTree;
import io.flywheel.domain.friction.service.ServiceTarget;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One entry that says how long something may take: {@code 4 h} of business time, a map with a grace or plain time, or {@code none} for any time. */
final class TargetEntry {

    private static final Set<String> KNOWN = Set.of("within", "grace", "time");
    private static final String SWITCH_OFF = "; write none to promise nothing";

    /** What the time of a target is measured in. */
    private enum Measure {
        BUSINESS,
        PLAIN
    }

    private TargetEntry() {}

    static @Nullable ServiceTarget read(YamlTree value, @Nullable ServiceTarget kept) {
        if (!value.isPresent()) {
            return kept;
        }
        if (OptionalFields.isNone(value)) {
            return null;
        }
        return value.isMap() ? detailed(value, kept) : made(value, value, 0, true);
    }

    private static @Nullable ServiceTarget detailed(YamlTree value, @Nullable ServiceTarget kept) {
        OptionalFields fields = new OptionalFields(value, KNOWN);
        YamlTree within = fields.child("within");
        long grace = fields.duration("grace", kept == null ? 0 : kept.graceMillis());
        boolean isBusiness = kept == null || kept.inBusinessTime();
        YamlTree time = fields.child("time");
        if (time.isPresent()) {
            String text = OptionalFields.given(time, "business or plain");
            isBusiness = text.isEmpty()
                    || OptionalFields.constant(time, text, Measure.values(), Measure.BUSINESS) == Measure.BUSINESS;
        }
        if (within.isPresent()) {
            return made(value, within, grace, isBusiness);
        }
        if (kept == null) {
            value.problem("'within' is missing: how long it may take");
            return null;
        }
        return new ServiceTarget(kept.durationMillis(), grace, isBusiness);
    }

    private static @Nullable ServiceTarget made(YamlTree entry, YamlTree within, long grace, boolean isBusiness) {
        int before = entry.problemCount();
        long millis = OptionalFields.duration(within, 0, OptionalFields.LONGEST_MILLIS, SWITCH_OFF);
        if (entry.problemCount() > before) {
            return null;
        }
        if (millis == 0) {
            within.problem("a target must be longer than 0" + SWITCH_OFF);
            return null;
        }
        return new ServiceTarget(millis, grace, isBusiness);
    }
}
