/** Second stop: what an activity means. The catalogue turns activities into pushes and friction. */
@NullMarked
package io.flywheel.domain.signal;

import org.jspecify.annotations.NullMarked;
