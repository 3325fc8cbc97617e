/** The live page in a real browser. */
@NullMarked
package io.flywheel.local.page;

import org.jspecify.annotations.NullMarked;
