/** Turns what the graphs say into the records of the topics that other jobs read. Called by the Kafka sinks. */
@NullMarked
package io.flywheel.app.encode;

import org.jspecify.annotations.NullMarked;
