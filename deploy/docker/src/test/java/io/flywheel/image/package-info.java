/** What the image of the jobs holds, read from its layers. */
@NullMarked
package io.flywheel.image;

import org.jspecify.annotations.NullMarked;
