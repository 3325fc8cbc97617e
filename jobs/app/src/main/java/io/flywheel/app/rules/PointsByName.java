package io.flywheel.app.rules;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Points by the name of a signal as expressions see them: a name that is not there has none, and asking for it is no error. */
final class PointsByName extends AbstractMap<String, Double> {

    private final Map<String, Double> points;

    PointsByName(Map<String, Double> points) {
        this.points = points;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String;
    }

    @Override
    public Double get(@Nullable Object name) {
        Double its = points.get(name);
        return its == null ? 0.0 : its;
    }

    @Override
    public Set<Entry<String, Double>> entrySet() {
        return points.entrySet();
    }
}
