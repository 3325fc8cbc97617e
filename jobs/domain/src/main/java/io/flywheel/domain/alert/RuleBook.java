package io.flywheel.domain.alert;

import io.flywheel.domain.wheel.window.Grain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} if two rules have one name.
 */
public final class RuleBook {

    private final int version;
    private final Map<String, AlertRule> byName = new LinkedHashMap<>();
    private final List<AlertRule> forCustomers;
    private final List<AlertRule> forHotspots;
    private final Map<Grain, List<AlertRule>> forWindows = new EnumMap<>(Grain.class);

    public RuleBook(int version, List<AlertRule> rules) {
        this.version = version;
        for (AlertRule rule : rules) {
            if (byName.put(rule.name(), rule) != null) {
                throw new IllegalArgumentException("two rules have the name " + rule.name());
            }
            if (rule.grain() != null) {
                forWindows
                        .computeIfAbsent(rule.grain(), its -> new ArrayList<>())
                        .add(rule);
            }
        }
        this.forCustomers =
                rules.stream().filter(rule -> rule.scope() == Scope.CUSTOMER).toList();
        this.forHotspots =
                rules.stream().filter(rule -> rule.scope() == Scope.HOTSPOT).toList();
    }

    /** Version that the file of the rules states. */
    public int version() {
        return version;
    }

    /** All rules, in the order of the file. */
    public List<AlertRule> rules() {
        return List.copyOf(byName.values());
    }

    public @Nullable AlertRule named(String name) {
        return byName.get(name);
    }

    /** Rules about customers. */
    public List<AlertRule> forCustomers() {
        return forCustomers;
    }

    /** Rules about hotspots. */
    public List<AlertRule> forHotspots() {
        return forHotspots;
    }

    /** Rules about windows of a grain. */
    public List<AlertRule> forWindows(Grain grain) {
        return forWindows.getOrDefault(grain, List.of());
    }

    /** Grains that some rule reads. */
    public Set<Grain> grains() {
        return Collections.unmodifiableSet(forWindows.keySet());
    }
}
