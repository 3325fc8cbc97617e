/** Tests of the recorded readers, on small invented files and, where a folder is named, on the recorded sets themselves. */
@NullMarked
package io.flywheel.scenarios.recorded;

import org.jspecify.annotations.NullMarked;
