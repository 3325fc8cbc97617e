/** Keeps the papers true: pages that come from the code are compared with it, and what pages promise about the project is looked up in it. */
@NullMarked
package io.flywheel.docs;

import org.jspecify.annotations.NullMarked;
