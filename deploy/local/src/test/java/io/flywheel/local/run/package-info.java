@NullMarked
package io.flywheel.local.run;

import org.jspecify.annotations.NullMarked;
