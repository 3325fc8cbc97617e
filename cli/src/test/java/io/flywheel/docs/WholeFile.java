package io.flywheel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that comes from the code as a whole.
 *
 * <p><b>Shape:</b> compares it; writes it when the build runs with {@code -Dgolden.write=true}.
 * <p><b>Errors:</b> {@link AssertionError} for another text, saying how to write it anew.
 */
record WholeFile(Path file) {

    private static final boolean WRITE = Boolean.getBoolean("golden.write");

    static WholeFile of(String path) {
        return new WholeFile(Project.file(path));
    }

    void mustSay(String expected) {
        if (WRITE) {
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, expected);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file, e);
            }
        }
        assertThat(Project.text(file))
                .as(
                        "%s comes from the code; write it anew with -Dgolden.write=true and review the difference",
                        Project.nameOf(file))
                .isEqualTo(expected);
    }
}
