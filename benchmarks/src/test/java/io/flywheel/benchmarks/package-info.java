/** Keeps the benchmarks honest and running; no test here looks at a clock. */
@NullMarked
package io.flywheel.benchmarks;

import org.jspecify.annotations.NullMarked;
