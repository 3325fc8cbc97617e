/** Beside the walk: the directory where a local run keeps what it must remember, who uses it at the moment, and what that costs in memory. */
@NullMarked
package io.flywheel.local.home;

import org.jspecify.annotations.NullMarked;
