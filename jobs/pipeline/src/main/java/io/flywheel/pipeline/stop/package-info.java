/** What stops have in common: customers on the heap in front of the state backend, when what changed is sent, and how far a stage has come, told and followed. */
@NullMarked
package io.flywheel.pipeline.stop;

import org.jspecify.annotations.NullMarked;
