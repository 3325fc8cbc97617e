/** After the last stop: a real PostgreSQL beside this process, which holds the tables. Used by the demo, the replay, explain and tests. */
@NullMarked
package io.flywheel.local.postgres;

import org.jspecify.annotations.NullMarked;
