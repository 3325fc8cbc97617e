/** Stop of one customer on the walk from signals to the tables of the wheel: stages, growth, revolutions, first times and deals, whatever the order signals come in. */
@NullMarked
package io.flywheel.domain.wheel.journey;

import org.jspecify.annotations.NullMarked;
