@NullMarked
package io.flywheel.pipeline.alert;

import org.jspecify.annotations.NullMarked;
