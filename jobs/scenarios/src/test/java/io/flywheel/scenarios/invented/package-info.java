/** Tests of the invented customers. */
@NullMarked
package io.flywheel.scenarios.invented;

import org.jspecify.annotations.NullMarked;
