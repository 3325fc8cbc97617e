@NullMarked
package io.flywheel.pipeline.spike;

import org.jspecify.annotations.NullMarked;
