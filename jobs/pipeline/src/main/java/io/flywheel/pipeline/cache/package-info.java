/** Customers on the heap in front of the state backend, for every stop that keeps one value a customer. */
@NullMarked
package io.flywheel.pipeline.cache;

import org.jspecify.annotations.NullMarked;
