package io.flywheel.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LocalLogsTest {

    @TempDir
    private Path directory;

    @Test
    void logsAreOneObjectALineWhenAskedFor() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneLine.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();

        List<String> lines = Files.readAllLines(directory.resolve("flywheel.log"));
        assertThat(lines).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(lines.get(0));
        assertThat(line.path("message").asText()).isEqualTo("a \"word\"");
        assertThat(line.path("log.level").asText()).isEqualTo("INFO");
        assertThat(line.path("@timestamp").asText()).endsWith("Z");
    }

    /** A process of its own, as the logging library reads its settings once. */
    static final class OneLine {

        private OneLine() {}

        public static void main(String[] arguments) {
            LocalLogs.into(Path.of(arguments[0]), false, true, System.getProperties());
            Logger log = LoggerFactory.getLogger(OneLine.class);
            log.info("a \"word\"");
        }
    }
}
