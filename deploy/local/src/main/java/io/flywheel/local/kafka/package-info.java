/** Before the first stop: a real Kafka in this process, and the sender that puts records on its topics. Used by the demo, the replay and tests. */
@NullMarked
package io.flywheel.local.kafka;

import org.jspecify.annotations.NullMarked;
