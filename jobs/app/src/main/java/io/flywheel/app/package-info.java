/** The world side of the house: how events come in from Kafka and rows go out to PostgreSQL, the configuration, and the mains that put a job together. */
@NullMarked
package io.flywheel.app;

import org.jspecify.annotations.NullMarked;
