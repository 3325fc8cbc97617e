/** Alerts: rules over what is known of customers and windows, and what becomes of each alert from its first breach to its end, in event time alone. */
@NullMarked
package io.flywheel.domain.alert;

import org.jspecify.annotations.NullMarked;
