package io.flywheel.domain.control;

import org.jspecify.annotations.Nullable;

/** Whether the content of a record can be read as its kind demands. */
@FunctionalInterface
public interface ControlCheck {

    /** What is wrong, in words for who wrote it; null if nothing is. */
    @Nullable
    String problem(ControlRecord record);
}
