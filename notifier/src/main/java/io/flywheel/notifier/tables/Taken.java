package io.flywheel.notifier.tables;

import java.util.List;

/**
 * What was decided of alerts that nobody knew.
 *
 * @param floods rules of which what still waits is told with the rest of a flood
 */
public record Taken(List<ToldRow> rows, List<Flood> floods) {

    /** Rules that flood at a receiver. */
    public record Flood(String receiver, boolean isShadow, List<String> rules) {}
}
