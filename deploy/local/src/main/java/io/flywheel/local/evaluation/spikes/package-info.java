/** Measures what the detector of spikes is worth on recorded series whose incidents are known; called by the command line only. */
@NullMarked
package io.flywheel.local.evaluation.spikes;

import org.jspecify.annotations.NullMarked;
