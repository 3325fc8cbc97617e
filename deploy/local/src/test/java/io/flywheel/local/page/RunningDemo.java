package io.flywheel.local.page;

import io.flywheel.local.Configurations;
import io.flywheel.local.MomentumTables;
import io.flywheel.local.Ports;
import io.flywheel.local.demo.DemoRequest;
import io.flywheel.local.demo.LocalDemo;
import io.flywheel.local.postgres.DatabaseAccess;
import io.flywheel.local.progress.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code flywheel demo} in this process, until it is closed. */
final class RunningDemo implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("target", "programs").toAbsolutePath();
    private static final long SEED = 42;
    private static final Pattern TABLES = Pattern.compile("Tables (\\S+) \\(user (\\S+), password in (.+)\\)");

    private final Thread running;
    private final URI address;
    private final DatabaseAccess tables;

    private RunningDemo(Thread running, URI address, DatabaseAccess tables) {
        this.running = running;
        this.address = address;
        this.tables = tables;
    }

    /** Starts the demo; when this returns its page is open and shows numbers. */
    static RunningDemo start(Path directory) throws Exception {
        Files.createDirectories(PROGRAMS);
        Files.createSymbolicLink(Files.createDirectories(directory).resolve("programs"), PROGRAMS);
        CompletableFuture<URI> opened = new CompletableFuture<>();
        CompletableFuture<DatabaseAccess> tables = new CompletableFuture<>();
        DemoRequest request = new DemoRequest(
                Clock.systemUTC().instant(), null, 100, 300, SEED, Ports.anyFree(), directory, false, null);
        Thread running = new Thread(
                () -> {
                    try {
                        new LocalDemo(new MomentumTables(), new Configurations(), Clock.systemUTC())
                                .run(request, new Listening(opened, tables));
                    } catch (RuntimeException e) {
                        opened.completeExceptionally(e);
                    }
                },
                "demo");
        running.setDaemon(true);
        running.start();
        return new RunningDemo(running, opened.get(2, TimeUnit.MINUTES), tables.get(10, TimeUnit.SECONDS));
    }

    URI address() {
        return address;
    }

    /** What the demo tells its users of its tables. */
    DatabaseAccess tables() {
        return tables;
    }

    @Override
    public void close() throws InterruptedException {
        running.interrupt();
        running.join(Duration.ofSeconds(60).toMillis());
    }

    /** Hears where the page is, and where the tables are. */
    private record Listening(CompletableFuture<URI> opened, CompletableFuture<DatabaseAccess> tables)
            implements Progress {

        @Override
        public void begin(String phase) {}

        @Override
        public void done(String detail) {}

        @Override
        public void update(String detail) {}

        @Override
        public void say(String line) {
            if (line.startsWith("Open ")) {
                opened.complete(URI.create(line.substring("Open ".length()).strip()));
            }
            Matcher told = TABLES.matcher(line);
            if (told.matches()) {
                try {
                    String password = Files.readString(Path.of(told.group(3))).strip();
                    tables.complete(new DatabaseAccess(told.group(1), told.group(2), password));
                } catch (IOException e) {
                    tables.completeExceptionally(e);
                }
            }
        }
    }
}
