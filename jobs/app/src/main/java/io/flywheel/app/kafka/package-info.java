/** Where records come from and go to: the three sources and the four topics out. Called by the mains. */
@NullMarked
package io.flywheel.app.kafka;

import org.jspecify.annotations.NullMarked;
