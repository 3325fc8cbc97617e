package io.flywheel.local.page;

import io.flywheel.dashboard.actions.AlertActions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Does what it is asked for, but silences nothing. */
final class AskedActions implements AlertActions {

    private final List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
    private final List<Map<String, String>> silenced = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void acknowledge(String fingerprint, long episode, String author, String comment) {
        acknowledged.add(fingerprint + " " + episode + " " + author);
    }

    @Override
    public void silence(Map<String, String> labels, Instant until, String author, String comment) throws Refused {
        silenced.add(labels);
        throw new Refused("not today");
    }

    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    List<Map<String, String>> silenced() {
        return List.copyOf(silenced);
    }
}
