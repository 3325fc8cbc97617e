package io.flywheel.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The CPU time of a database server: its own, that of its running children, and that of those which have ended. Linux only; elsewhere 0. */
final class DatabaseCpu {

    private static final long NANOS_A_TICK = 10_000_000;
    private static final int USER = 11;

    private DatabaseCpu() {}

    static long nanos(long serverPid) {
        long ticks = ticks(serverPid, 4);
        try (Stream<ProcessHandle> children =
                ProcessHandle.of(serverPid).stream().flatMap(ProcessHandle::children)) {
            ticks += children.mapToLong(child -> ticks(child.pid(), 2)).sum();
        }
        return ticks * NANOS_A_TICK;
    }

    /** The sum of user and system time, and with four fields that of the children waited for. */
    private static long ticks(long pid, int fields) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int i = 0; i < fields; i++) {
                ticks += Long.parseLong(afterName[USER + i]);
            }
            return ticks;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
