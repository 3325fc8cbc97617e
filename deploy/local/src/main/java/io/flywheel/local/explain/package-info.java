/** What the tables say of one customer, and why. Called by the command line. */
@NullMarked
package io.flywheel.local.explain;

import org.jspecify.annotations.NullMarked;
