/** First stop of the graph: reads the clock of arrival and splits off what is refused or late. Called by the topology. */
@NullMarked
package io.flywheel.pipeline.intake;

import org.jspecify.annotations.NullMarked;
