package io.flywheel.cli;

import java.util.Locale;

/** Whether progress is coloured; {@code auto} is only for a terminal whose user has not asked otherwise. */
enum ColorMode {
    AUTO,
    ALWAYS,
    NEVER;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
