/** The stops of the wheel by themselves: one customer's signals in, one series' deltas in, in Flink's harness. */
@NullMarked
package io.flywheel.pipeline.wheel;

import org.jspecify.annotations.NullMarked;
