/** The topics between the jobs: how records are sent so that their reader can tell the time, and how they come back. */
@NullMarked
package io.flywheel.pipeline.relay;

import org.jspecify.annotations.NullMarked;
