package io.flywheel.dashboard.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The text of a question to the tables, from the file that bears its name. */
final class Query {

    private Query() {}

    static String read(String name) {
        String file = "/io/flywheel/dashboard/" + name + ".sql";
        try (InputStream text = Query.class.getResourceAsStream(file)) {
            if (text == null) {
                throw new IllegalStateException("the program lacks its own file " + file);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own file " + file + " can not be read", e);
        }
    }
}
