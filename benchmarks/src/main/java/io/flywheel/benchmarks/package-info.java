/** Beside the walk: what one event costs, measured next to the same work done another way. Nothing here is part of a job. */
@NullMarked
package io.flywheel.benchmarks;

import org.jspecify.annotations.NullMarked;
