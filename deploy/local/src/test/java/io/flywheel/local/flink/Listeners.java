package io.flywheel.local.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sockets on which a process listens, as the kernel lists them. Knows nothing where there is no {@code /proc}. */
public final class Listeners {

    private static final String LISTENING = "0A";

    private Listeners() {}

    /** Addresses other than loopback on which this process accepts connections, in the kernel's hexadecimal form. */
    static List<String> beyondLoopback() throws IOException {
        return beyondLoopback("self");
    }

    /** The same of another process of this user. */
    public static List<String> beyondLoopback(String process) throws IOException {
        return of(process).stream().filter(address -> !isLoopback(address)).toList();
    }

    /** Every address on which a process of this user accepts connections. */
    public static List<String> of(String process) throws IOException {
        Path sockets = Path.of("/proc", process, "fd");
        if (!Files.isDirectory(sockets)) {
            return List.of();
        }
        Set<String> own;
        try (Stream<Path> descriptors = Files.list(sockets)) {
            own = descriptors.map(Listeners::inode).collect(Collectors.toSet());
        }
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> lines(Path.of("/proc", process, "net", table)))
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > 9 && columns[3].equals(LISTENING) && own.contains(columns[9]))
                .map(columns -> columns[1].toUpperCase(Locale.ROOT))
                .toList();
    }

    private static boolean isLoopback(String address) {
        boolean plain = address.startsWith("0100007F:");
        boolean mapped = address.startsWith("0000000000000000FFFF00000100007F:");
        boolean six = address.startsWith("00000000000000000000000001000000:");
        return plain || mapped || six;
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.exists(table) ? Files.readAllLines(table).stream() : Stream.empty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String inode(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:[") ? target.substring(8, target.length() - 1) : target;
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
