package io.flywheel.local.decisions;

import io.flywheel.local.progress.Progress;

/**
 * Takes one customer out of everything that the jobs keep while they run, and out of the tables.
 *
 * <p><b>Errors:</b> {@link io.flywheel.local.failure.Failure} if Kafka or PostgreSQL does not answer, or not every part of the jobs lets go in time; then nothing was taken out of the tables.
 *
 * <p><b>Source:</b> docs/runbooks/erase-customer.md.
 */
@FunctionalInterface
public interface Erase {

    EraseReport run(EraseRequest request, Progress progress);
}
