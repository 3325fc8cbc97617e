/** First stop of an event inside the house: one flat activity whatever its source, and the verdict whether it may enter. */
@NullMarked
package io.flywheel.domain.activity;

import org.jspecify.annotations.NullMarked;
