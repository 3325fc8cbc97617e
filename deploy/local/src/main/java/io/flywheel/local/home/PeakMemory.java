package io.flywheel.local.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The most memory a local run ever held: this process and the PostgreSQL beside it.
 *
 * <p><b>Shape:</b> call {@link #sample} now and then; the kernel itself remembers this process's own peak. Pages that PostgreSQL's processes share are
 * counted once.
 * <p><b>Units:</b> bytes of resident memory; {@link #UNKNOWN} where the system has no {@code /proc}.
 */
public final class PeakMemory {

    public static final long UNKNOWN = -1;

    private static final long BYTES_PER_KIBIBYTE = 1024;

    private final Supplier<OptionalLong> postmasterPid;
    private long postgresPeakBytes;

    public PeakMemory(Supplier<OptionalLong> postmasterPid) {
        this.postmasterPid = postmasterPid;
    }

    public synchronized void sample() {
        OptionalLong pid = postmasterPid.get();
        if (pid.isPresent()) {
            postgresPeakBytes = Math.max(postgresPeakBytes, treeBytes(pid.getAsLong()));
        }
    }

    public synchronized long peakBytes() {
        sample();
        long own = bytesIn(Path.of("/proc/self/status"), "VmHWM:");
        return own == UNKNOWN ? UNKNOWN : own + postgresPeakBytes;
    }

    private static long treeBytes(long rootPid) {
        return ProcessHandle.of(rootPid).stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .mapToLong(ProcessHandle::pid)
                .map(PeakMemory::processBytes)
                .sum();
    }

    private static long processBytes(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        long proportional = bytesIn(process.resolve("smaps_rollup"), "Pss:");
        return LongStream.of(proportional, bytesIn(process.resolve("status"), "VmRSS:"), 0)
                .filter(bytes -> bytes != UNKNOWN)
                .findFirst()
                .orElse(0);
    }

    /** One line of a file of the kernel's, for example {@code VmHWM:     1234 kB}. */
    private static long bytesIn(Path file, String label) {
        if (!Files.isReadable(file)) {
            return UNKNOWN;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(label))
                    .map(line ->
                            line.substring(label.length()).replace("kB", "").strip())
                    .mapToLong(kibibytes -> Long.parseLong(kibibytes) * BYTES_PER_KIBIBYTE)
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException | java.io.UncheckedIOException processHasEnded) {
            return UNKNOWN;
        }
    }
}
