package io.flywheel.pipeline.rehearsal;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a source goes about its log.
 *
 * <p><b>Units:</b> {@code slices} is the number of equal parts of the time span, between any two of which the source waits for a checkpoint to complete; {@code until} and {@code breakAt} are
 * shares of the span, 0 to 1: at the first it waits for ever (1: it ends), at the second it throws, once for all attempts (1: never). Both leave a file in {@code markers}.
 */
public record Pace(int slices, double until, double breakAt, String markers) implements Serializable {

    /** To the end without a break. */
    static Pace steady(int slices, Path markers) {
        return new Pace(slices, 1, 1, markers.toString());
    }

    Pace until(double share) {
        return new Pace(slices, share, breakAt, markers);
    }

    Pace breakingAt(double share) {
        return new Pace(slices, until, share, markers);
    }

    boolean breaks() {
        return breakAt < 1;
    }

    boolean ends() {
        return until >= 1;
    }

    /** Where the source has to stop for ever. */
    long untilMillis() {
        return ends() ? Long.MAX_VALUE : moment(until);
    }

    /** The end of the slice that a moment lies in. */
    long endOfSlice(long atMillis) {
        for (int slice = 1; slice < slices; slice++) {
            long end = moment((double) slice / slices);
            if (atMillis < end) {
                return end;
            }
        }
        return Long.MAX_VALUE;
    }

    void breakOnce(long atMillis) {
        if (breaks() && atMillis >= moment(breakAt) && mark("broken")) {
            throw new IllegalStateException("this failure is part of the test");
        }
    }

    void waits(String reader) {
        mark("waiting-" + reader);
    }

    /** Leaves a file and tells whether it was not there before. */
    private boolean mark(String name) {
        try {
            Files.createFile(Path.of(markers, name));
            return true;
        } catch (FileAlreadyExistsException before) {
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static long moment(double share) {
        return History.START + (long) (share * History.SPAN.toMillis());
    }
}
