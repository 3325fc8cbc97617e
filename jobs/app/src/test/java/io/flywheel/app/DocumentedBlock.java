package io.flywheel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a reference page, between two marks, that is written from the code; {@code -Dgolden.write=true} writes it again. */
public record DocumentedBlock(String page, String begin, String end) {

    /** A block as the pages mark it. */
    public static DocumentedBlock of(String page, String name) {
        return new DocumentedBlock(page, "<!-- " + name + ":begin -->", "<!-- " + name + ":end -->");
    }

    /** Compares the block with what the code says. */
    public void mustSay(String expected) throws IOException {
        Path file = Path.of("..", "..", "docs", "reference", page);
        String text = Files.readString(file);
        assertThat(text).as("marks in %s", page).containsOnlyOnce(begin).containsOnlyOnce(end);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        String block = "\n" + expected;
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(file, text.substring(0, from) + block + text.substring(to));
            return;
        }
        assertThat(text.substring(from, to))
                .as(
                        "%s is written from the code; -Dgolden.write=true writes it again, then review the difference",
                        page)
                .isEqualTo(block);
    }
}
