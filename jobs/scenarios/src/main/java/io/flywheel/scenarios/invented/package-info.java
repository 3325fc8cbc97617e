/**
 * Invented customers who live their journeys from a seed, with planted incidents. They stand in front of the first stop of the walk,
 * the Kafka topics, for the demo, for load and for tests; nobody in here exists.
 */
@NullMarked
package io.flywheel.scenarios.invented;

import org.jspecify.annotations.NullMarked;
