package io.flywheel.domain.control;

import org.jspecify.annotations.Nullable;

/** Whether the content of a record can be read as its kind demands, and may follow what is in force. */
@FunctionalInterface
public interface ControlCheck {

    /**
     * What is wrong, in words for who wrote it; null if nothing is.
     *
     * @param before the version that it follows; null if it is the first
     */
    @Nullable
    String problem(ControlRecord record, @Nullable ControlRecord before);
}
