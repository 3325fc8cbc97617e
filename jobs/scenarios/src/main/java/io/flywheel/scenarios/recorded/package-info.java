/**
 * Readers of recorded files, one for each form: the canonical JSON lines and four public sets. They stand in front of the first stop of
 * the walk, the Kafka topics; they map and never judge, so an event without a customer passes through and the job rejects it.
 */
@NullMarked
package io.flywheel.scenarios.recorded;

import org.jspecify.annotations.NullMarked;
