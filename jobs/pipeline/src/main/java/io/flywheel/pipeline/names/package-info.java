/** Names that Flink remembers: operators, state, side outputs and metrics, each in one list. */
@NullMarked
package io.flywheel.pipeline.names;

import org.jspecify.annotations.NullMarked;
