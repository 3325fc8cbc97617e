/**
 * Events before they enter the walk: what the recorded readers and the invented customers have in common, and the disturbance that
 * a replay applies to them. Nothing here knows Flink, Kafka or the domain; whoever sends events takes {@link
 * io.flywheel.scenarios.RecordedEvent}s from here and puts them on the topics.
 */
@NullMarked
package io.flywheel.scenarios;

import org.jspecify.annotations.NullMarked;
