package io.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifyCommandTest {

    @TempDir
    private Path directory;

    private final RecordedProduct product = new RecordedProduct();
    private final Console console = new Console(product, Map.of("CI", "true"));

    @Test
    void theNotifierIsToldWhatWasAsked() {
        int exit = console.run(
                "notify",
                "--config",
                "prod.yaml",
                "--set",
                "alerts.mode=suppress",
                "--duration",
                "90s",
                "--data-dir",
                directory.toString());

        assertThat(exit).isZero();
        assertThat(product.notifyRequest).isNotNull().satisfies(request -> {
            assertThat(request.configuration()).isEqualTo(Path.of("prod.yaml"));
            assertThat(request.overrides()).containsEntry("alerts.mode", "suppress");
            assertThat(request.duration()).isEqualTo(Duration.ofSeconds(90));
        });
    }

    @Test
    void withoutAConfigurationNobodyKnowsWhomToTell() {
        assertThat(console.run("notify")).isEqualTo(2);
        assertThat(console.err()).contains("--config");
    }

    @Test
    void theDemoTellsAnAlertmanagerThatHasAnAddress() {
        console.run("demo", "--alertmanager", "http://127.0.0.1:9093", "--data-dir", directory.toString());
        assertThat(product.demoRequest)
                .isNotNull()
                .satisfies(
                        request -> assertThat(request.alertmanager()).isEqualTo(URI.create("http://127.0.0.1:9093")));

        assertThat(console.run("demo", "--alertmanager", "127", "--data-dir", directory.toString()))
                .isEqualTo(2);
        assertThat(console.err()).contains("--alertmanager");
    }
}
