/** All detectors together, watching one customer. Works at the customer stop of an event's walk, between the duplicates left behind and the catalogue that gives each finding its weight. */
@NullMarked
package io.flywheel.domain.friction.watch;

import org.jspecify.annotations.NullMarked;
