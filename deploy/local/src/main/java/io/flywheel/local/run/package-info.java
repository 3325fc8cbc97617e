/** One job between the Kafka and the PostgreSQL of a configuration. Called by the command line. */
@NullMarked
package io.flywheel.local.run;

import org.jspecify.annotations.NullMarked;
