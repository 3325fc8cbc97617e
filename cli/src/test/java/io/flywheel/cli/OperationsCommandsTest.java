package io.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperationsCommandsTest {

    private final RecordedProduct product = new RecordedProduct();
    private final Console console = new Console(product, Map.of("CI", "true"));

    @Test
    void freshnessEndsWithThreeWhenAStageIsTooOld() {
        assertThat(console.run("freshness")).isEqualTo(3);
        assertThat(console.out())
                .contains("✗ flywheel", "customers", "3600 s ago")
                .contains("✓ flywheel", "quality", "its input has ended");
    }

    @Test
    void freshnessAllowsTheAgeThatIsAskedFor() throws IOException {
        assertThat(console.run("freshness", "--max-age", "2h", "-o", "json")).isZero();
        JsonNode result = json();
        assertThat(result.path("kind").asText()).isEqualTo("Freshness");
        assertThat(result.path("stale").asBoolean()).isFalse();
        assertThat(result.at("/stages/0/age_seconds").asDouble()).isEqualTo(3600);
    }

    @Test
    void rejectedRecordsAndRowsAreListedByReason() {
        assertThat(console.run("rejected", "list", "--config", "x.yaml")).isZero();
        assertThat(console.out())
                .contains("7  clickstream", "MALFORMED", "clickstream/0/4")
                .contains("1  customer", "22021", "customer/ada");
    }

    @Test
    void oneRejectedRecordIsShown() throws IOException {
        assertThat(console.run("rejected", "show", "clickstream/0/4", "--config", "x.yaml", "-o", "json"))
                .isZero();
        assertThat(json().path("detail").asText()).isEqualTo("a field is cut off");
    }

    @Test
    void nothingIsSentWithoutYes() {
        assertThat(console.run("rejected", "resend", "--reason", "MALFORMED", "--config", "x.yaml"))
                .isZero();
        assertThat(product.resendRequest)
                .isNotNull()
                .satisfies(request -> assertThat(request.dryRun()).isTrue());
        assertThat(console.out()).contains("dry_run                true", "sent_before");
    }

    @Test
    void whatIsMeantIsSentWithYes() {
        assertThat(console.run(
                        "rejected", "resend", "clickstream/0/4", "--mended", "r.bin", "--config", "x.yaml", "--yes"))
                .isZero();
        assertThat(product.resendRequest).isNotNull().satisfies(request -> {
            assertThat(request.dryRun()).isFalse();
            assertThat(request.places()).containsExactly("clickstream/0/4");
            assertThat(request.mended()).hasToString("r.bin");
        });
    }

    @Test
    void theBundleSaysWhatIsInIt() {
        assertThat(console.run("bundle", "--config", "x.yaml", "--to", "b.zip")).isZero();
        assertThat(console.out()).contains("b.zip", "settings.txt");
    }

    @Test
    void commandsOfTopicsAskForAConfiguration() {
        assertThat(console.run("rejected", "list")).isEqualTo(2);
        assertThat(console.run("bundle")).isEqualTo(2);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(console.out());
    }
}
