/** What people decide while jobs run: rules, settings, silences, acknowledgements, checked and put on the control topic. Called by the command line. */
@NullMarked
package io.flywheel.local.decisions;

import org.jspecify.annotations.NullMarked;
