package io.flywheel.app.postgres;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a secret is read when it is needed, so that a job graph carries the place and not the secret.
 *
 * <p><b>Shape:</b> serializable; read on the machine that connects, again for each connection, so that a rotated secret is found without a restart of the job.
 *
 * <p><b>Errors:</b> {@link #read} throws {@link IOException} naming the place if nothing is there.
 */
public final class SecretSource implements Serializable {

    private static final long serialVersionUID = 1L;

    private enum Place {
        FILE,
        ENVIRONMENT,
        LITERAL
    }

    private final Place place;
    private final String value;

    private SecretSource(Place place, String value) {
        this.place = place;
        this.value = value;
    }

    /** A file whose content is the secret; a line break at its end does not count. */
    public static SecretSource file(Path path) {
        return new SecretSource(Place.FILE, path.toAbsolutePath().toString());
    }

    /** An environment variable of the process that connects. */
    public static SecretSource environment(String name) {
        return new SecretSource(Place.ENVIRONMENT, name);
    }

    /** The secret itself, for databases that live and die with the process: it travels with the job graph. */
    public static SecretSource literal(String secret) {
        return new SecretSource(Place.LITERAL, secret);
    }

    /** The secret as it is now. */
    public String read() throws IOException {
        return switch (place) {
            case FILE -> readFile();
            case ENVIRONMENT -> readEnvironment();
            case LITERAL -> value;
        };
    }

    /** Where the secret is, never what it is. */
    @Override
    public String toString() {
        return switch (place) {
            case FILE -> "file " + value;
            case ENVIRONMENT -> "environment variable " + value;
            case LITERAL -> "***";
        };
    }

    private String readFile() throws IOException {
        try {
            return Files.readString(Path.of(value), StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new IOException(
                    "cannot read the secret from file " + value
                            + ": does it exist on this machine, and may this user read it?",
                    e);
        }
    }

    private String readEnvironment() throws IOException {
        String secret = System.getenv(value);
        if (secret == null) {
            throw new IOException(
                    "environment variable " + value + " is to hold a secret, and is not set on this machine");
        }
        return secret;
    }
}
