/** What the tables say of alerts. Called by the command line. */
@NullMarked
package io.flywheel.local.alerts;

import org.jspecify.annotations.NullMarked;
