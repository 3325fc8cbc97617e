package io.flywheel.local.home;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where local state lives: the tables, the topics, the checkpoints and the logs of the demo and of embedded replays.
 *
 * <p><b>Shape:</b> at most one process works in it at a time, held by a lock that ends with the process, however it ends.
 * Programs unpacked once (PostgreSQL) are kept when the rest is cleared.
 */
public final class DataDirectory implements AutoCloseable {

    private static final List<String> CLEARED = List.of("postgres", "kafka", "checkpoints", "rocksdb", "tmp");

    private final Path root;
    private final FileChannel lockChannel;

    private DataDirectory(Path root, FileChannel lockChannel) {
        this.root = root;
        this.lockChannel = lockChannel;
    }

    /**
     * The place, without taking it: {@code --data-dir}, else {@code FLYWHEEL_HOME}, else {@code .flywheel} in the project, else in the user's home.
     *
     * @param asked the value of {@code --data-dir}, null when it was not given
     */
    public static Path locate(@Nullable Path asked, Map<String, String> environment, Properties system) {
        if (asked != null) {
            return asked.toAbsolutePath().normalize();
        }
        String fromEnvironment = environment.getOrDefault("FLYWHEEL_HOME", "");
        if (!fromEnvironment.isBlank()) {
            return Path.of(fromEnvironment).toAbsolutePath().normalize();
        }
        String project = system.getProperty("flywheel.home", "");
        String parent = project.isBlank() ? system.getProperty("user.home", "") : project;
        return Path.of(parent).resolve(".flywheel").toAbsolutePath().normalize();
    }

    /**
     * Takes the directory for this process, creating it when it is not there.
     *
     * <p><b>Errors:</b> {@link Failure} with {@link ErrorCode#DATA_DIRECTORY_IN_USE} or {@link ErrorCode#DATA_DIRECTORY_UNUSABLE}.
     */
    public static DataDirectory take(Path root) {
        try {
            Files.createDirectories(root);
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel).isEmpty()) {
                channel.close();
                throw inUse(root);
            }
            Files.createDirectories(root.resolve("logs"));
            return new DataDirectory(root, channel);
        } catch (IOException e) {
            throw new Failure(
                    ErrorCode.DATA_DIRECTORY_UNUSABLE,
                    "the data directory " + root + " can not be used",
                    Failure.wordsOf(e),
                    "make it writable, or name another with --data-dir or FLYWHEEL_HOME",
                    e);
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException heldInThisProcess) {
            return Optional.empty();
        }
    }

    private static Failure inUse(Path root) {
        String who = RunningDemo.read(root)
                .map(demo -> "process " + demo.pid() + " works in it")
                .orElse("another Flywheel process works in it");
        return new Failure(
                ErrorCode.DATA_DIRECTORY_IN_USE,
                "the data directory " + root + " is taken",
                who,
                "end that run first, or name another directory with --data-dir");
    }

    public Path root() {
        return root;
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    /** PostgreSQL's programs, unpacked once; not in a shared temporary directory, where another user could put programs of his own. */
    public Path programs() {
        return root.resolve("programs");
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path checkpoints() {
        return root.resolve("checkpoints");
    }

    public Path rocksdb() {
        return root.resolve("rocksdb");
    }

    public Path temporary() {
        return root.resolve("tmp");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** What a job that is run for itself keeps for its next run; no demo and no replay clears it. */
    public KeptCheckpoints kept(String job) {
        return new KeptCheckpoints(root.resolve("jobs").resolve(job));
    }

    /** Forgets what earlier runs left, so that a run starts from nothing. Logs and programs stay. */
    public void clear() {
        try {
            for (String part : CLEARED) {
                delete(root.resolve(part));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what earlier runs left in " + root + " can not be deleted", e);
        }
    }

    /** Forgets the working files of an earlier Flink; the tables and topics stay. */
    public void clearWorkingFiles() {
        try {
            for (Path part : List.of(checkpoints(), rocksdb(), temporary())) {
                delete(part);
                Files.createDirectories(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the working files in " + root + " can not be replaced", e);
        }
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() {
        try {
            RunningDemo.forget(root);
            lockChannel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of " + root + " can not be released", e);
        }
    }
}
