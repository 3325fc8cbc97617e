package io.flywheel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions of the product and of what it runs on. */
final class Versions implements IVersionProvider {

    private final Properties versions = new Properties();

    Versions() {
        try (InputStream file = Versions.class.getResourceAsStream("version.properties")) {
            if (file == null) {
                throw new IllegalStateException("version.properties is not in the jar");
            }
            versions.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties can not be read", e);
        }
    }

    @Override
    public String[] getVersion() {
        String commit = System.getProperty("flywheel.commit", "");
        return new String[] {
            "flywheel " + of("flywheel") + (commit.isEmpty() ? "" : " (commit " + commit + ")") + ", Flink "
                    + of("flink") + ", Kafka " + of("kafka") + ", PostgreSQL " + of("postgres") + ", Java "
                    + System.getProperty("java.version")
        };
    }

    private String of(String part) {
        return versions.getProperty(part, "unknown");
    }
}
