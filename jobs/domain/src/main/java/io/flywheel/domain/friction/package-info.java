/**
 * Friction that no single event states but the events of a customer together do: clicked in rage, waited in vain, left unfinished. Works at the customer stop of an event's walk, between the
 * duplicates left behind and the catalogue that gives each finding its weight.
 */
@NullMarked
package io.flywheel.domain.friction;

import org.jspecify.annotations.NullMarked;
