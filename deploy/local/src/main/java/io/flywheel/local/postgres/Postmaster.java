package io.flywheel.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The PostgreSQL server that a data directory names as its own.
 *
 * <p><b>Shape:</b> a process counts only when it is alive, is a PostgreSQL and works in this very directory; a number that the system has given to another
 * process since is left alone.
 */
final class Postmaster {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Postmaster() {}

    static OptionalLong pid(Path data) {
        return living(data).map(process -> OptionalLong.of(process.pid())).orElseGet(OptionalLong::empty);
    }

    /** Stops a server that outlived the process which started it, without losing what it had accepted. */
    static void stopOrphan(Path data) throws IOException, InterruptedException {
        Optional<ProcessHandle> orphan = living(data);
        if (orphan.isPresent() && !ended(orphan.get(), "-INT")) {
            ended(orphan.get(), "-KILL");
        }
    }

    /** INT is PostgreSQL's "fast" stop: it ends sessions and leaves clean files, while TERM would wait for the sessions. */
    private static boolean ended(ProcessHandle process, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillRunning) {
            return false;
        } catch (ExecutionException | CompletionException e) {
            throw new IOException("can not wait for process " + process.pid(), e);
        }
    }

    private static Optional<ProcessHandle> living(Path data) {
        Path file = data.resolve("postmaster.pid");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> worksIn(process, data));
        } catch (IOException | NumberFormatException goneOrHalfWritten) {
            return Optional.empty();
        }
    }

    private static boolean worksIn(ProcessHandle process, Path data) {
        Path directory = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            if (Files.exists(directory)) {
                return Files.isSameFile(directory, data);
            }
        } catch (IOException notOurs) {
            return false;
        }
        String commandLine = process.info().commandLine().orElse("");
        return commandLine.contains("postgres") && commandLine.contains(data.toString());
    }
}
