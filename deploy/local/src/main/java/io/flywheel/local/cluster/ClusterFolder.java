package io.flywheel.local.cluster;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Where a cluster of this machine lives: its settings, logs and working files, and, kept when it ends, checkpoints, savepoints and what was submitted.
 *
 * <p><b>Shape:</b> only its owner may enter, for state and settings hold what customers did.
 */
public record ClusterFolder(Path root) {

    private static final String OWNER_ONLY = "rwx------";

    /** The folder, made if it is not there. */
    public ClusterFolder {
        root = root.toAbsolutePath().normalize();
    }

    void create() {
        try {
            Files.createDirectories(root);
            if (Files.getFileStore(root).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(OWNER_ONLY));
            }
            for (Path part : List.of(conf(), logs(), run(), temporary(), checkpoints(), savepoints(), submissions())) {
                Files.createDirectories(part);
            }
        } catch (IOException e) {
            throw new Failure(
                    ErrorCode.DATA_DIRECTORY_UNUSABLE,
                    "the folder of the cluster " + root + " can not be used",
                    Failure.wordsOf(e),
                    "make it writable, or name another with --data-dir or FLYWHEEL_HOME",
                    e);
        }
    }

    Path conf() {
        return root.resolve("conf");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** A file for each process, with its number. */
    Path run() {
        return root.resolve("run");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    public Path checkpoints() {
        return root.resolve("checkpoints");
    }

    public Path savepoints() {
        return root.resolve("savepoints");
    }

    /** What a standby job manager takes over. */
    Path recovery() {
        return root.resolve("recovery");
    }

    /** What was submitted last, a file for each job. */
    Path submissions() {
        return root.resolve("submissions");
    }
}
