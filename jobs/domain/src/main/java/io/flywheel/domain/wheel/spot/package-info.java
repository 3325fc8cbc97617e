/** Where it rubs: friction by place, kind and window, against those who were there. */
@NullMarked
package io.flywheel.domain.wheel.spot;

import org.jspecify.annotations.NullMarked;
