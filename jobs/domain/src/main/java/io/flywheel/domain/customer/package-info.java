/** Third stop: all that is remembered about one customer, folded activity by activity in any order, and what the tables say of it. */
@NullMarked
package io.flywheel.domain.customer;

import org.jspecify.annotations.NullMarked;
