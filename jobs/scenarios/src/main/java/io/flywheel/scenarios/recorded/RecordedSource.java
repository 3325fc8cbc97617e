package io.flywheel.scenarios.recorded;

import java.nio.file.Path;

/** A form of recorded file that can be read as events, under the name a user chooses it by. */
public interface RecordedSource {

    /** The name on the command line, which is also the source of the events where the file states none. */
    String name();

    /**
     * Reads a file, plain or gzip, into memory.
     *
     * <p><b>Shape:</b> all or nothing: either every line is accounted for, or the first unreadable one is the error. A missing customer
     * id is not an error; it becomes empty and the job rejects the event.
     *
     * <p><b>Errors:</b> {@link UnreadableEventException} for a file that is missing, damaged, or not of this form.
     */
    RecordedEvents read(Path file);
}
