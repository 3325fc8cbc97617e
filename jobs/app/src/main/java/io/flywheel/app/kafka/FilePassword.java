package io.flywheel.app.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.jspecify.annotations.Nullable;

/**
 * Answers Kafka's question for the password from a file, at the moment it is asked.
 *
 * <p><b>Shape:</b> made by Kafka's client by name; user and file are options of the login module. The file is read again for each connection, so that a rotated password is found without
 * a restart of the job.
 *
 * <p><b>Errors:</b> {@link IOException} naming the file if it can not be read.
 */
public final class FilePassword implements AuthenticateCallbackHandler {

    static final String USER = "username";
    static final String FILE = "passwordFile";

    private @Nullable String user;
    private @Nullable Path file;

    @Override
    public void configure(Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> entries) {
        Map<String, ?> options = entries.get(0).getOptions();
        user = (String) options.get(USER);
        file = Path.of(Objects.requireNonNull((String) options.get(FILE), FILE));
    }

    @Override
    public void handle(Callback[] questions) throws IOException, UnsupportedCallbackException {
        for (Callback question : questions) {
            if (question instanceof NameCallback name) {
                name.setName(user);
            } else if (question instanceof PasswordCallback password) {
                password.setPassword(read().toCharArray());
            } else {
                throw new UnsupportedCallbackException(question);
            }
        }
    }

    private String read() throws IOException {
        Path place = Objects.requireNonNull(file, FILE);
        try {
            return Files.readString(place, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new IOException(
                    "cannot read the secret from file " + place
                            + ": does it exist on this machine, and may this user read it?",
                    e);
        }
    }

    @Override
    public void close() {
        // nothing is kept open
    }
}
