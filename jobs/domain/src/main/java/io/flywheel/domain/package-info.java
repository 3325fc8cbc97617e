/** The rules of the wheel: what every number means. Knows the JDK only; called by the pipeline, the tests and the offline commands. */
@NullMarked
package io.flywheel.domain;

import org.jspecify.annotations.NullMarked;
