/** The world around the graphs: configuration in, Kafka and PostgreSQL at both ends, and the mains that join them. */
@NullMarked
package io.flywheel.app;

import org.jspecify.annotations.NullMarked;
