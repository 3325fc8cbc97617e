/** How state is written down in few bytes, and sets and sums that are kept so. */
@NullMarked
package io.flywheel.domain.packing;

import org.jspecify.annotations.NullMarked;
