package io.flywheel.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the local state of a command lives; the same option for every command that has some. */
final class LocalPlace {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where local state lives; default FLYWHEEL_HOME, else .flywheel in the project.")
    @Nullable
    Path directory;
}
