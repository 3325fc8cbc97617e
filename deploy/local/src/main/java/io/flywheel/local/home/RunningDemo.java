package io.flywheel.local.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The card a run leaves in its data directory while it works, so that another command can ask its tables.
 *
 * <p><b>Units:</b> ports are on loopback; {@code pid} is the process that holds the directory.
 */
public record RunningDemo(long pid, int postgresPort, int kafkaPort, int webPort) {

    private static final String FILE = "running.json";

    /** The card in a directory, if a process that still lives left it there. */
    public static Optional<RunningDemo> read(Path root) {
        Path file = root.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            RunningDemo card = new ObjectMapper().readValue(Files.readString(file), RunningDemo.class);
            return ProcessHandle.of(card.pid()).filter(ProcessHandle::isAlive).map(alive -> card);
        } catch (IOException halfWritten) {
            // A card nobody can read is worth as much as no card: the lock, not the card, says who works here.
            return Optional.empty();
        }
    }

    /** Leaves the card; whoever reads sees the old card or the new one, never half of one. */
    public void write(Path root) throws IOException {
        Path half = root.resolve(FILE + ".new");
        Files.writeString(half, json(), StandardCharsets.UTF_8);
        Files.move(half, root.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String json() throws JsonProcessingException {
        return new ObjectMapper().writeValueAsString(this);
    }

    static void forget(Path root) throws IOException {
        Files.deleteIfExists(root.resolve(FILE));
    }
}
