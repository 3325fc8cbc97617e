package io.flywheel.local.decisions;

import java.time.Duration;
import java.util.List;

/**
 * Who is to be erased, and where.
 *
 * @param author who decides
 * @param patience how long every part of the jobs may take to let go
 * @param without jobs that do not run any more, which nobody waits for
 */
public record EraseRequest(
        Controls.Place place, String customerId, String author, Duration patience, List<String> without) {

    public EraseRequest {
        without = List.copyOf(without);
    }
}
