/** What the wheel knows of one customer: their share of the windows, and their journey. */
@NullMarked
package io.flywheel.domain.wheel;

import org.jspecify.annotations.NullMarked;
