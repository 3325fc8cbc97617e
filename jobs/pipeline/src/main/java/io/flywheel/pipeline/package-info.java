/** The graphs: functions from streams to streams. Knows the rules and the Flink API, and neither Kafka nor PostgreSQL; called by the jobs and by tests. */
@NullMarked
package io.flywheel.pipeline;

import org.jspecify.annotations.NullMarked;
