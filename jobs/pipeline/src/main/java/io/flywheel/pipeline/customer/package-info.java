/** Second stop: the keyed operator that keeps every customer's state and sends rows and signals on. Called by the topology. */
@NullMarked
package io.flywheel.pipeline.customer;

import org.jspecify.annotations.NullMarked;
