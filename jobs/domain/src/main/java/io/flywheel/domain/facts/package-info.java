/**
 * Single things that a customer went through, as the tables list them one by one: friction, tickets, deals, calls, ratings and inquiries. Made at the customer stop of an event's walk; the windows
 * of support, of calls and of speed to lead are read off them in SQL.
 */
@NullMarked
package io.flywheel.domain.facts;

import org.jspecify.annotations.NullMarked;
