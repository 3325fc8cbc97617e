/** Around the stops: a Flink cluster in this process that carries the job's graph. Used by the demo, the replay and tests. */
@NullMarked
package io.flywheel.local.flink;

import org.jspecify.annotations.NullMarked;
