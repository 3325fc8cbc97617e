/** Around the stops: a Flink cluster of processes on this machine, its jobs and their savepoints. Used by the commands and by tests. */
@NullMarked
package io.flywheel.local.cluster;

import org.jspecify.annotations.NullMarked;
