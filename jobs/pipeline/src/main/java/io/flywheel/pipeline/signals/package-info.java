/** The signal topic between the jobs: how signals are sent so that their reader can tell the time, and how they come back. */
@NullMarked
package io.flywheel.pipeline.signals;

import org.jspecify.annotations.NullMarked;
