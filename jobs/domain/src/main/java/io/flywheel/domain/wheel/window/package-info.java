/** Fourth stop, the wheel over time: what the signals of one customer add to and take from the windows they fall into, in any order. */
@NullMarked
package io.flywheel.domain.wheel.window;

import org.jspecify.annotations.NullMarked;
