package io.flywheel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a page that comes from the code: what stands between {@code <!-- generated: NAME -->} and {@code <!-- end: NAME -->}.
 *
 * <p><b>Shape:</b> compares the block; writes it when the build runs with {@code -Dgolden.write=true}.
 *
 * <p><b>Errors:</b> {@link AssertionError} for another text and for missing markers, saying how to write the block anew.
 */
record DocumentedBlock(Path page, String name) {

    private static final boolean WRITE = Boolean.getBoolean("golden.write");

    static DocumentedBlock of(String page, String name) {
        return new DocumentedBlock(Project.file(page), name);
    }

    void mustSay(String expected) {
        String text = Project.text(page);
        String begin = "<!-- generated: " + name + " -->\n";
        String end = "<!-- end: " + name + " -->";
        assertThat(text)
                .as("markers of block %s in %s", name, page)
                .containsOnlyOnce(begin)
                .containsOnlyOnce(end);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        if (WRITE) {
            write(text.substring(0, from) + expected + text.substring(to));
            return;
        }
        assertThat(text.substring(from, to))
                .as(
                        "block %s of %s comes from the code; write it anew with -Dgolden.write=true and review the difference",
                        name, page)
                .isEqualTo(expected);
    }

    private void write(String text) {
        try {
            Files.writeString(page, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + page, e);
        }
    }
}
