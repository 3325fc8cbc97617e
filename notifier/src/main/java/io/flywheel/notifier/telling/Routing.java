package io.flywheel.notifier.telling;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All routes, in the order of the file. An alert goes to every receiver that a route leads to, by the first such route of each. */
public record Routing(List<Route> routes) {

    public Routing {
        routes = List.copyOf(routes);
    }

    public List<Route> of(Map<String, String> labels) {
        List<Route> taken = new ArrayList<>();
        Set<String> receivers = new HashSet<>();
        for (Route route : routes) {
            if (!receivers.contains(route.receiver()) && route.leads(labels)) {
                receivers.add(route.receiver());
                taken.add(route);
            }
        }
        return taken;
    }

    /** The patience of a receiver, which all its routes share. */
    public @Nullable Route firstOf(String receiver) {
        return routes.stream()
                .filter(route -> route.receiver().equals(receiver))
                .findFirst()
                .orElse(null);
    }
}
