/** Outside the walk: the commands behind ./flywheel. Parses, calls the local runs, prints results; nothing calls it. */
@NullMarked
package io.flywheel.cli;

import org.jspecify.annotations.NullMarked;
