package io.flywheel.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSourceTest {

    private static final String CANARY = "canary-4711";

    @TempDir
    private Path directory;

    @Test
    void fileIsReadEachTime() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), CANARY + "\n");
        SecretSource source = SecretSource.file(file);
        assertThat(source.read()).isEqualTo(CANARY);

        Files.writeString(file, "rotated \r\n");
        assertThat(source.read()).isEqualTo("rotated ");
    }

    @Test
    void jobGraphCarriesThePlaceAndNotTheSecret() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), CANARY);
        PostgresAccess access = new PostgresAccess("jdbc:postgresql://db/flywheel", "writer", SecretSource.file(file));
        PostgresSink<?> sink = PostgresSink.customers(PostgresSettings.of(access));

        String bytes = new String(InstantiationUtil.serializeObject(sink), StandardCharsets.ISO_8859_1);

        assertThat(bytes).contains(file.toString()).doesNotContain(CANARY);
    }

    @Test
    void secretIsNeverPrinted() {
        PostgresAccess access =
                new PostgresAccess("jdbc:postgresql://db/flywheel?x=y", "writer", SecretSource.literal(CANARY));

        assertThat(PostgresSink.quality(PostgresSettings.of(access)).toString())
                .contains("***")
                .doesNotContain(CANARY);
        assertThat(access.secret()).hasToString("***");
        assertThat(SecretSource.environment("DB_PASSWORD")).hasToString("environment variable DB_PASSWORD");
    }

    @Test
    void absentSecretsNameTheirPlace() {
        assertThatThrownBy(() -> SecretSource.file(directory.resolve("absent")).read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(directory.resolve("absent").toString());
        assertThatThrownBy(() ->
                        SecretSource.environment("FLYWHEEL_NO_SUCH_VARIABLE").read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("FLYWHEEL_NO_SUCH_VARIABLE");
    }

    @Test
    void urlsThatCarryAPasswordAreRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() ->
                        new PostgresAccess("jdbc:postgresql://db/x?Password=" + CANARY, "u", SecretSource.literal("")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:postgresql://db/x")
                .message()
                .doesNotContain(CANARY);
        assertThatThrownBy(() -> new PostgresAccess("jdbc:mysql://db/x", "u", SecretSource.literal("")))
                .hasMessageContaining("jdbc:postgresql:");
    }
}
