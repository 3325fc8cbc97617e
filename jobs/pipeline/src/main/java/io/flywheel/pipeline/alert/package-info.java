/** Stop: alerts over customers and windows, behind the stops that know them. */
@NullMarked
package io.flywheel.pipeline.alert;

import org.jspecify.annotations.NullMarked;
