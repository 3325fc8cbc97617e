/** A history sent through the jobs again: a recorded file, or topics of a Kafka with alerts muted. Called by the command line. */
@NullMarked
package io.flywheel.local.replay;

import org.jspecify.annotations.NullMarked;
