/** Beside the walk: what became of the customers of recorded sets, so that scores can be compared with it. */
@NullMarked
package io.flywheel.scenarios.outcomes;

import org.jspecify.annotations.NullMarked;
