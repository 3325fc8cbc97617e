/** Side road: counts what became of the records, by stream and hour of arrival. Called by the topology. */
@NullMarked
package io.flywheel.pipeline.quality;

import org.jspecify.annotations.NullMarked;
