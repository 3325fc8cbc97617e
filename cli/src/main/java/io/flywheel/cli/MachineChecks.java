package io.flywheel.cli;

import io.flywheel.local.failure.Failure;
import io.flywheel.local.home.LoopbackPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the doctor asks the machine: whether a local run has what it needs. */
final class MachineChecks {

    static final int LEAST_JAVA = 17;
    static final long NEEDED_MEMORY_BYTES = 2L << 30;
    static final long NEEDED_DISK_BYTES = 1L << 30;

    private final Path proc;

    /** The kernel's files are named so that a test can show others. */
    MachineChecks(Path proc) {
        this.proc = proc;
    }

    List<Check> all(Path dataDirectory, List<Integer> ports, int javaFeature) {
        List<Check> checks = new ArrayList<>();
        checks.add(java(javaFeature));
        checks.add(memory());
        checks.add(directory(dataDirectory));
        checks.add(disk(dataDirectory));
        checks.add(loopback());
        ports.forEach(port -> checks.add(port(port)));
        checks.add(encoding(Charset.defaultCharset()));
        checks.add(userNamespaces(System.getProperty("user.name", "")));
        return checks;
    }

    Check java(int feature) {
        String found = "Java " + feature + " in " + System.getProperty("java.home", "");
        return feature >= LEAST_JAVA
                ? Check.ok("java", found)
                : Check.problem("java", found, "install a JDK " + LEAST_JAVA + " or later and set JAVA_HOME");
    }

    Check memory() {
        OptionalLong available = availableBytes();
        if (available.isEmpty()) {
            return Check.warning(
                    "memory", "unknown here", "a run needs " + gigabytes(NEEDED_MEMORY_BYTES) + " of free memory");
        }
        String found = gigabytes(available.getAsLong()) + " available";
        return available.getAsLong() >= NEEDED_MEMORY_BYTES
                ? Check.ok("memory", found)
                : Check.problem(
                        "memory",
                        found,
                        "a run needs " + gigabytes(NEEDED_MEMORY_BYTES) + "; end something that uses memory");
    }

    private OptionalLong availableBytes() {
        Path file = proc.resolve("meminfo");
        if (!Files.isReadable(file)) {
            return OptionalLong.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    Check directory(Path dataDirectory) {
        try {
            Files.createDirectories(dataDirectory);
            Files.delete(Files.createTempFile(dataDirectory, "doctor", ".probe"));
            return Check.ok("data directory", dataDirectory + " is writable");
        } catch (IOException e) {
            return Check.problem(
                    "data directory",
                    dataDirectory + ": " + Failure.wordsOf(e),
                    "make it writable, or name another with --data-dir");
        }
    }

    Check disk(Path dataDirectory) {
        try {
            long usable = Files.getFileStore(existing(dataDirectory)).getUsableSpace();
            String found = gigabytes(usable) + " free";
            return usable >= NEEDED_DISK_BYTES
                    ? Check.ok("disk", found)
                    : Check.problem(
                            "disk",
                            found,
                            "a run needs " + gigabytes(NEEDED_DISK_BYTES) + "; free some, or name another --data-dir");
        } catch (IOException e) {
            return Check.problem("disk", Failure.wordsOf(e), "name another --data-dir");
        }
    }

    private static Path existing(Path path) {
        Path candidate = path.toAbsolutePath();
        while (!Files.exists(candidate) && candidate.getParent() != null) {
            candidate = candidate.getParent();
        }
        return candidate;
    }

    Check loopback() {
        try {
            InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            try (ServerSocket server = new ServerSocket(0, 1, address);
                    Socket client = new Socket(address, server.getLocalPort())) {
                return Check.ok("loopback", client.getInetAddress().getHostAddress() + " answers");
            }
        } catch (IOException e) {
            return Check.problem("loopback", Failure.wordsOf(e), "allow connections to " + LoopbackPorts.HOST);
        }
    }

    Check port(int port) {
        String name = "port " + port;
        return LoopbackPorts.isFree(port)
                ? Check.ok(name, "free")
                : Check.problem(name, "taken by another process", "end that process, or ask for another port");
    }

    Check encoding(Charset charset) {
        String found = charset + ", locale " + Locale.getDefault().toLanguageTag();
        return charset.equals(StandardCharsets.UTF_8)
                ? Check.ok("locale", found)
                : Check.warning("locale", found, "set LC_ALL=C.UTF-8, so that names are shown right");
    }

    /** PostgreSQL refuses root; the embedded one gets round that with a user namespace. */
    Check userNamespaces(String user) {
        Path limit = proc.resolve("sys/user/max_user_namespaces");
        if (!user.equals("root") || !Files.isReadable(limit)) {
            return Check.ok("user", user);
        }
        try {
            return Files.readString(limit).strip().equals("0")
                    ? Check.problem("user", "root, and user namespaces are off", "run as an ordinary user")
                    : Check.ok("user", "root, with user namespaces");
        } catch (IOException e) {
            return Check.warning(
                    "user", "root; " + Failure.wordsOf(e), "if PostgreSQL does not start, run as an ordinary user");
        }
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1L << 30));
    }
}
