package io.flywheel.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;

/**
 * What a command knows of the process around it; a test hands in its own.
 *
 * @param terminal whether stderr is a terminal that a person looks at
 */
record Surroundings(
        PrintWriter out,
        PrintWriter err,
        Map<String, String> environment,
        Properties system,
        boolean terminal,
        Clock clock,
        Instant startedAt) {

    /** A value that is set to anything counts, as with NO_COLOR and CI by their own conventions. */
    boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isEmpty();
    }

    /** Lines may be rewritten and coloured for somebody who watches them. */
    boolean watched() {
        return terminal && !isSet("CI") && !"dumb".equals(environment.get("TERM"));
    }

    boolean coloured(ColorMode mode) {
        return switch (mode) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> watched() && !isSet("NO_COLOR");
        };
    }
}
