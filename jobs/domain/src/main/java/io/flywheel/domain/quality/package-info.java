/** Side road: what arrived, what was refused and why, counted by hour of arrival. */
@NullMarked
package io.flywheel.domain.quality;

import org.jspecify.annotations.NullMarked;
