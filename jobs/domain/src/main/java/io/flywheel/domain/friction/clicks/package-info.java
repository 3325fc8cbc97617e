/**
 * Friction in clicks, pages, forms and checkouts. Works at the customer stop of an event's walk: what one customer did on the page is kept as short facts, grouped into visits, until nothing
 * that still may arrive can change what it means.
 */
@NullMarked
package io.flywheel.domain.friction.clicks;

import org.jspecify.annotations.NullMarked;
