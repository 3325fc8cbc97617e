/** The whole product computed a second time, naively, from the list of events: what the tables must say. Shares no code with the walk of an event. */
@NullMarked
package io.flywheel.local.oracle;

import org.jspecify.annotations.NullMarked;
