/** How a message reaches its receiver. The only place that knows the network. */
@NullMarked
package io.flywheel.notifier.delivery;

import org.jspecify.annotations.NullMarked;
