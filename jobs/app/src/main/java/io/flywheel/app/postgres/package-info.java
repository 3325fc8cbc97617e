/**
 * Last stop of an event: what the customer and quality stops say becomes rows of schema {@code flywheel}, one transaction a flush, never an older row over a
 * newer one. Also creates the tables and writes them out as files. The only place that knows JDBC; called by the mains and the commands.
 */
@NullMarked
package io.flywheel.app.postgres;

import org.jspecify.annotations.NullMarked;
