/** Around the whole walk: the demo, the replay and the explanation, each with every part of the product in one process. Called by the command line. */
@NullMarked
package io.flywheel.local;

import org.jspecify.annotations.NullMarked;
