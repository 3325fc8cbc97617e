/**
 * Friction of waiting for support: tickets walked through in the order of event time, with clocks that run on business hours. Works at the customer stop of an event's walk, beside the other
 * detectors; what it finds goes on to the catalogue, and its rows to the table of tickets.
 */
@NullMarked
package io.flywheel.domain.friction.service;

import org.jspecify.annotations.NullMarked;
