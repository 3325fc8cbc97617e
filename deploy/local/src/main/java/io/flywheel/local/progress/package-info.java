/** Beside the walk: what a run says while it works; the command line decides how that looks. */
@NullMarked
package io.flywheel.local.progress;

import org.jspecify.annotations.NullMarked;
