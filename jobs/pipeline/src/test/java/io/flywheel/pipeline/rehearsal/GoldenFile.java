package io.flywheel.pipeline.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that says what Flink remembers, so that no change of it goes unnoticed.
 *
 * <p><b>Shape:</b> compared, and rewritten only with {@code -Dgolden.write=true}; the diff is then reviewed and told in the change log under "Savepoints".
 */
public record GoldenFile(Path path) {

    private static final Path RESOURCES = Path.of("src", "test", "resources");

    public static GoldenFile named(String name) {
        return new GoldenFile(RESOURCES.resolve(name));
    }

    /** Whether golden files are to be rewritten. */
    public static boolean isWriting() {
        return Boolean.getBoolean("golden.write");
    }

    public void holdsText(String text) throws IOException {
        if (isWriting()) {
            write(text.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Files.readString(path))
                .as("%s; rewrite it with -Dgolden.write=true if the change is meant", path)
                .isEqualTo(text);
    }

    /** What the file holds, after it was rewritten with these bytes if that was asked for. */
    public byte[] bytesOr(byte[] fresh) throws IOException {
        if (isWriting()) {
            write(fresh);
        }
        return Files.readAllBytes(path);
    }

    private void write(byte[] bytes) throws IOException {
        Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(path, bytes);
    }
}
