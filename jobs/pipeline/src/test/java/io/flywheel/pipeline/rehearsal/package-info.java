/** What the tests of the graph share: a small catalogue, invented histories, a source and a sink that tests control, and the plain fold that results are compared with. */
@NullMarked
package io.flywheel.pipeline.rehearsal;

import org.jspecify.annotations.NullMarked;
