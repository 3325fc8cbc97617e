package io.flywheel.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.app.config.InvalidFileException;
import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaSecurityTest {

    private static final String SMALLEST = """
            kafka.bootstrap-servers: localhost:9092
            postgres.url: jdbc:postgresql://localhost/flywheel
            """;

    @TempDir
    private Path directory;

    private static JobConfig configured(String... settings) {
        return JobConfig.of(SettingsFile.parse("flywheel.yaml", SMALLEST, List.of(settings)));
    }

    @Test
    void nothingIsSetForBrokersThatAskForNothing() {
        assertThat(KafkaSecurity.of(configured())).isEmpty();
    }

    @Test
    void settingsNamePlacesAndNoSecret() {
        assertThat(KafkaSecurity.of(configured(
                        "kafka.security.protocol=sasl_ssl",
                        "kafka.security.username=ada",
                        "kafka.security.password-file=/run/secrets/kafka",
                        "kafka.security.trusted-certificates-file=/run/ca.pem")))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("ssl.truststore.location", "/run/ca.pem")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"ada\" passwordFile=\"/run/secrets/kafka\";")
                .doesNotContainKey("ssl.endpoint.identification.algorithm");
    }

    @ParameterizedTest
    @CsvSource({
        "sasl_ssl, username=a, kafka.security.password-file: required",
        "plaintext, username=a, has no effect without 'sasl'",
        "ssl, password-file=/x, has no effect without 'sasl'",
        "plaintext, trusted-certificates-file=/x, has no effect without 'ssl'",
        "sasl_plaintext, sasl-mechanism=plain, in the open",
    })
    void whatWouldBeWithoutEffectOrSafetyIsRefused(String protocol, String setting, String said) {
        assertThatThrownBy(() -> configured("kafka.security.protocol=" + protocol, "kafka.security." + setting))
                .isInstanceOfSatisfying(
                        InvalidFileException.class,
                        refused -> assertThat(refused.problems().toString()).contains(said));
    }

    @Test
    void aNameCanNotBecomePartOfTheLoginModule() {
        assertThatThrownBy(() -> configured(
                        "kafka.security.protocol=sasl_ssl",
                        "kafka.security.username=a\" evil=\"b",
                        "kafka.security.password-file=/x"))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("quotes");
    }

    @Test
    void thePasswordIsReadEachTimeItIsAskedFor() throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), "one\n");
        FilePassword answers = new FilePassword();
        answers.configure(
                Map.of(),
                "SCRAM-SHA-512",
                List.of(new AppConfigurationEntry(
                        "x",
                        AppConfigurationEntry.LoginModuleControlFlag.REQUIRED,
                        Map.of(FilePassword.USER, "ada", FilePassword.FILE, file.toString()))));
        NameCallback name = new NameCallback("name: ");
        PasswordCallback password = new PasswordCallback("password: ", false);

        answers.handle(new Callback[] {name, password});
        assertThat(name.getName()).isEqualTo("ada");
        assertThat(password.getPassword()).isEqualTo("one".toCharArray());
        Files.writeString(file, "two");
        answers.handle(new Callback[] {password});
        assertThat(password.getPassword()).isEqualTo("two".toCharArray());
        Files.delete(file);
        assertThatThrownBy(() -> answers.handle(new Callback[] {password}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }
}
