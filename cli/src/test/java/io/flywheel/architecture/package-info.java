/** Keeps the rooms apart: who may know whom, and what may be done where. The table of rules is in docs/architecture.md. */
@NullMarked
package io.flywheel.architecture;

import org.jspecify.annotations.NullMarked;
