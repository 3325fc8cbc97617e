package io.flywheel.local.page;

import io.flywheel.local.Configurations;
import io.flywheel.local.MomentumTables;
import io.flywheel.local.Ports;
import io.flywheel.local.demo.DemoRequest;
import io.flywheel.local.demo.LocalDemo;
import io.flywheel.local.progress.Progress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code flywheel demo} in this process, until it is closed. */
final class RunningDemo implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("target", "programs").toAbsolutePath();
    private static final long SEED = 42;

    private final Thread running;
    private final URI address;

    private RunningDemo(Thread running, URI address) {
        this.running = running;
        this.address = address;
    }

    /** Starts the demo; when this returns its page is open and shows numbers. */
    static RunningDemo start(Path directory) throws Exception {
        Files.createDirectories(PROGRAMS);
        Files.createSymbolicLink(Files.createDirectories(directory).resolve("programs"), PROGRAMS);
        CompletableFuture<URI> opened = new CompletableFuture<>();
        DemoRequest request = new DemoRequest(
                Clock.systemUTC().instant(), null, 100, 300, SEED, Ports.anyFree(), directory, false, null);
        Thread running = new Thread(
                () -> {
                    try {
                        new LocalDemo(new MomentumTables(), new Configurations(), Clock.systemUTC())
                                .run(request, new Listening(opened));
                    } catch (RuntimeException e) {
                        opened.completeExceptionally(e);
                    }
                },
                "demo");
        running.setDaemon(true);
        running.start();
        return new RunningDemo(running, opened.get(2, TimeUnit.MINUTES));
    }

    URI address() {
        return address;
    }

    @Override
    public void close() throws InterruptedException {
        running.interrupt();
        running.join(Duration.ofSeconds(60).toMillis());
    }

    /** Hears where the page is. */
    private record Listening(CompletableFuture<URI> opened) implements Progress {

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
        }
    }
}
