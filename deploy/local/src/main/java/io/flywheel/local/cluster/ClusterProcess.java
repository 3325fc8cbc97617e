package io.flywheel.local.cluster;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One process of a cluster, which lives on when the command that started it ends.
 *
 * <p><b>Shape:</b> known by the number in its file; it counts only while a process of this number was started with the cluster's folder on its command line, so that a
 * number that the system has given to another process since is left alone.
 *
 * @param name of the process and its files, such as {@code taskmanager-1}
 */
record ClusterProcess(ClusterFolder folder, String name) {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String MARK = "-Dflywheel.cluster=";

    /** A Java of this process's own, with the class path and the folder that each process of the cluster has. */
    static List<String> java(Distribution distribution, ClusterFolder folder) {
        String home = ProcessHandle.current().info().command().orElse("java");
        return List.of(
                home,
                MARK + folder.root(),
                "-Djava.io.tmpdir=" + folder.temporary(),
                "-Djava.net.preferIPv4Stack=true",
                "-Duser.timezone=UTC",
                "-Dfile.encoding=UTF-8",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-cp",
                distribution.classPath());
    }

    /** Starts it; what it says beside its log goes to a file of its own. */
    void start(List<String> command) {
        Path words = folder.logs().resolve(name + ".out");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(folder.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(words.toFile());
        // glibc gives every thread an arena of its own; two are plenty, and RocksDB then stays within its budget.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        try {
            Process process = builder.start();
            Files.writeString(file(), Long.toString(process.pid()));
        } catch (IOException e) {
            throw new Failure(
                    ErrorCode.FLINK_UNREACHABLE, name + " can not be started", Failure.wordsOf(e), "read " + words, e);
        }
    }

    boolean isAlive() {
        return living().isPresent();
    }

    private Optional<ProcessHandle> living() {
        try {
            if (!Files.isRegularFile(file())) {
                return Optional.empty();
            }
            long pid = Long.parseLong(Files.readString(file()).strip());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isOurs);
        } catch (NumberFormatException | IOException e) {
            return Optional.empty();
        }
    }

    private boolean isOurs(ProcessHandle process) {
        // a long command line is told as one text only, and cut off at its end
        String[] arguments = process.info().arguments().orElse(new String[0]);
        return List.of(arguments).contains(MARK + folder.root())
                || process.info().commandLine().orElse("").contains(" " + MARK + folder.root() + " ");
    }

    long pid() {
        return living().map(ProcessHandle::pid).orElse(-1L);
    }

    /** Ends it, if it lives, as TERM does and by force when that is not enough. */
    void end() {
        Optional<ProcessHandle> process = living();
        process.ifPresent(ProcessHandle::destroy);
        process.ifPresent(ClusterProcess::awaitEnd);
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file() + " can not be deleted", e);
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The last lines of its log, for a person who wants to know why it ended. */
    String lastWords() {
        for (String ending : List.of(".log", ".out")) {
            @Nullable String line = lastLine(folder.logs().resolve(name + ending));
            if (line != null) {
                return line;
            }
        }
        return "it said nothing";
    }

    private static @Nullable String lastLine(Path file) {
        try {
            List<String> lines = Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
            return lines.stream()
                    .filter(line -> line.contains("ERROR") || line.contains("Exception"))
                    .reduce((one, other) -> other)
                    .orElse(lines.isEmpty() ? null : lines.get(lines.size() - 1));
        } catch (IOException e) {
            return null;
        }
    }

    private Path file() {
        return folder.run().resolve(name + ".pid");
    }
}
