/** The stops of the wheel: signals become journeys of customers, and windows and days of all of them together. */
@NullMarked
package io.flywheel.pipeline.wheel;

import org.jspecify.annotations.NullMarked;
