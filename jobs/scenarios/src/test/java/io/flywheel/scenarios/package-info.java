/** Tests of what recorded and invented events have in common. */
@NullMarked
package io.flywheel.scenarios;

import org.jspecify.annotations.NullMarked;
