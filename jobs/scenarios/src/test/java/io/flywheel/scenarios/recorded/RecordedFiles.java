package io.flywheel.scenarios.recorded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes the small invented files that the readers are tested with. */
final class RecordedFiles {

    private RecordedFiles() {}

    static Path plain(Path folder, String... lines) throws IOException {
        return Files.writeString(folder.resolve("events.txt"), String.join("\n", lines) + "\n");
    }

    static Path gzip(Path folder, String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
