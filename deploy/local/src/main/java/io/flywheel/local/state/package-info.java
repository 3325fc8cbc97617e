/** Around the stops: what a savepoint holds, and whether a build of the jobs can restore it. Used by the commands and by the cluster. */
@NullMarked
package io.flywheel.local.state;

import org.jspecify.annotations.NullMarked;
