/** The stop that judges what people decide while the jobs run. */
@NullMarked
package io.flywheel.pipeline.control;

import org.jspecify.annotations.NullMarked;
