/** What people decide while the jobs run, in versions that hold from a moment of event time on. */
@NullMarked
package io.flywheel.domain.control;

import org.jspecify.annotations.NullMarked;
