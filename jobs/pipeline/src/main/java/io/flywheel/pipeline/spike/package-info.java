/** Stop: spikes of friction, behind the stop that tallies hotspots. */
@NullMarked
package io.flywheel.pipeline.spike;

import org.jspecify.annotations.NullMarked;
