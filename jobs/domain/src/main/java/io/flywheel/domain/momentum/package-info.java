/** The arithmetic of momentum: decay, mass, friction, index, bands and the next crossing. Pure functions of numbers and times. */
@NullMarked
package io.flywheel.domain.momentum;

import org.jspecify.annotations.NullMarked;
