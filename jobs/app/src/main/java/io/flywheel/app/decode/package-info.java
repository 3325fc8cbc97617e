/** Turns the bytes of one record into an activity or a reason why not; never throws on bad data. Called by the Kafka sources. */
@NullMarked
package io.flywheel.app.decode;

import org.jspecify.annotations.NullMarked;
