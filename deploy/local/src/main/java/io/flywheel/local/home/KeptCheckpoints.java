package io.flywheel.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints that a job leaves behind, so that its next run goes on where it ended.
 *
 * <p><b>Shape:</b> a folder that Flink fills; a checkpoint is complete when its file of metadata is there, which Flink writes last.
 */
public record KeptCheckpoints(Path folder) {

    private static final String LAST_WRITTEN = "_metadata";

    /** A checkpoint, and when it was complete. */
    public record Kept(Path folder, Instant at) {}

    /** The newest complete one of all earlier runs. */
    public Optional<Kept> newest() {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(LAST_WRITTEN))
                    .map(file -> new Kept(file.resolveSibling("").normalize(), writtenAt(file)))
                    .max(Comparator.comparing(Kept::at));
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoints in " + folder + " can not be listed", e);
        }
    }

    private static Instant writtenAt(Path file) {
        try {
            FileTime time = Files.getLastModifiedTime(file);
            return time.toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoint " + file + " can not be read", e);
        }
    }

    /** Deletes all of them, so that the next run starts anew. */
    public void forget() {
        try {
            DataDirectory.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoints in " + folder + " can not be deleted", e);
        }
    }
}
