package io.flywheel.domain.alert;

import io.flywheel.domain.wheel.window.Grain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} if two rules have one name.
 */
public final class RuleBook {

    private final int version;
    private final Map<String, AlertRule> byName = new LinkedHashMap<>();

    public RuleBook(int version, List<AlertRule> rules) {
        this.version = version;
        for (AlertRule rule : rules) {
            if (byName.put(rule.name(), rule) != null) {
                throw new IllegalArgumentException("two rules have the name " + rule.name());
            }
        }
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
        return rules().stream().filter(rule -> rule.scope() == Scope.CUSTOMER).toList();
    }

    /** Rules about hotspots. */
    public List<AlertRule> forHotspots() {
        return rules().stream().filter(rule -> rule.scope() == Scope.HOTSPOT).toList();
    }

    /** Rules about windows of a grain. */
    public List<AlertRule> forWindows(Grain grain) {
        return rules().stream().filter(rule -> rule.grain() == grain).toList();
    }

    /** Grains that some rule reads. */
    public Set<Grain> grains() {
        Set<Grain> grains = new TreeSet<>();
        for (AlertRule rule : byName.values()) {
            if (rule.grain() != null) {
                grains.add(rule.grain());
            }
        }
        return grains;
    }
}
