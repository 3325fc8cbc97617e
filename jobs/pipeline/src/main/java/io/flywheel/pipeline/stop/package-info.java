/** What the keyed stops have in common: customers on the heap in front of the state backend, and when what changed is sent. */
@NullMarked
package io.flywheel.pipeline.stop;

import org.jspecify.annotations.NullMarked;
