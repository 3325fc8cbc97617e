/**
 * Friction of selling: deals walked through in the order of event time, which stall, slip and go back, and inquiries that nobody answers. Works at the customer stop of an event's walk, beside the
 * other detectors; what it finds goes on to the catalogue, and its facts to the table of deals.
 */
@NullMarked
package io.flywheel.domain.friction.deals;

import org.jspecify.annotations.NullMarked;
