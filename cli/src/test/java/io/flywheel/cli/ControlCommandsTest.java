package io.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.local.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands by which people decide: what they pass on, what they print, how they end. */
class ControlCommandsTest {

    @TempDir
    private Path directory;

    private final RecordedProduct product = new RecordedProduct();
    private final Console console = new Console(product, Map.of("CI", "true"));

    private int run(String line) {
        return console.run((line + " --data-dir " + directory).split(" "));
    }

    @Test
    void decisionsArePassedOnAndTheirVerdictIsTold() {
        assertThat(run("rules publish r.yaml --from 2026-03-01T00:00:00Z --by ann"))
                .isZero();
        assertThat(run("alerts ack f00d --episode 3 --by ann")).isZero();
        assertThat(run("alerts silence --matcher rule=a --matcher grain!=5m --for 2h --comment release --by ann"))
                .isZero();
        assertThat(run("alerts silence --end quiet --by ann")).isZero();
        assertThat(product.controls.asked)
                .containsExactly(
                        "rules: r.yaml from 2026-03-01T00:00:00Z by ann",
                        "acknowledgement: f00d/3 by ann",
                        "silence: [rule=a, grain!=5m] for PT2H release by ann",
                        "silence: end quiet by ann");
        assertThat(console.out()).contains("in force from");
    }

    @Test
    void settingsArePublishedOneFileAtATime() {
        assertThat(run("settings publish --catalogue c.yaml --from 2026-03-01T00:00:00Z --by ann"))
                .isZero();
        assertThat(run("settings publish --detectors d.yaml --by ann")).isZero();
        assertThat(run("settings publish --model m.yaml --by nobody")).isEqualTo(ExitCode.FOUND_PROBLEMS.number());
        assertThat(run("settings publish")).isEqualTo(ExitCode.USAGE.number());
        assertThat(run("settings publish --model m.yaml --catalogue c.yaml")).isEqualTo(ExitCode.USAGE.number());
        assertThat(product.controls.asked)
                .containsExactly(
                        "catalogue: c.yaml from 2026-03-01T00:00:00Z by ann",
                        "detectors: d.yaml from null by ann",
                        "model: m.yaml from null by nobody");
    }

    @Test
    void versionsAreListedWithWhatBecameOfThem() {
        assertThat(run("settings list")).isZero();
        assertThat(console.out())
                .contains("catalogue     2  accepted from " + Console.NOW + " by ann")
                .contains("model         1  refused  from " + Console.NOW + " until " + Console.NOW
                        + " by bob: it is none");
        assertThat(run("settings list -o json")).isZero();
        assertThat(console.out()).contains("\"kind\":\"SettingsListing\"");
    }

    @Test
    void whatIsRefusedEndsWithThreeAndTheReason() {
        assertThat(run("rules publish r.yaml --by nobody")).isEqualTo(ExitCode.FOUND_PROBLEMS.number());
        assertThat(console.out()).contains("refused, what was in force stays: nobody may decide");
    }

    @Test
    void aSilenceNeedsWhatItCoversOrWhichToEnd() {
        assertThat(run("alerts silence")).isEqualTo(ExitCode.USAGE.number());
        assertThat(run("alerts silence --matcher rule=a")).isEqualTo(ExitCode.USAGE.number());
        assertThat(product.controls.asked).isEmpty();
    }

    @Test
    void changesAreShownAsTheyCome() {
        assertThat(run("alerts tail --duration 1s")).isZero();
        assertThat(console.out()).contains("{\"id\":\"f00d-1-2\"}");
    }

    @Test
    void testsOfRulesPassOrNameWhatIsNotAsExpected() throws IOException {
        Path tests = Files.writeString(directory.resolve("tests.yaml"), """
                tests:
                  - name: fires
                    rule: standing_friction
                    readings:
                      - {at: 0 min, facts: {friction_standing: 9}}
                    expect:
                      - {at: 1440 min, status: firing}
                """);
        assertThat(console.run("rules", "test", tests.toString())).isZero();
        Files.writeString(tests, Files.readString(tests).replace("status: firing", "status: resolved"));
        assertThat(console.run("rules", "test", tests.toString())).isEqualTo(ExitCode.FOUND_PROBLEMS.number());
        assertThat(console.out()).contains("ok      fires").contains("FAILED  fires", "is firing, not resolved");
    }

    @Test
    void whoIsErasedIsPassedOnAndWhatBecameOfItIsTold() {
        assertThat(run("erase globex --by ann --patience 5s --without old")).isZero();
        assertThat(product.eraseRequest).isNotNull().satisfies(request -> {
            assertThat(request.customerId()).isEqualTo("globex");
            assertThat(request.author()).isEqualTo("ann");
            assertThat(request.patience()).isEqualTo(Duration.ofSeconds(5));
            assertThat(request.without()).containsExactly("old");
        });
        assertThat(console.out())
                .contains("erasure ab12 version 2: what happened before " + Console.NOW + " is forgotten")
                .contains("2 of 2 parts, held the customer")
                .contains("1  rows of customer")
                .doesNotContain("inquiry");
        assertThat(run("erase globex -o json")).isZero();
        assertThat(console.out()).contains("\"kind\":\"Erasure\"").contains("\"is_in_tables\":true");
        assertThat(run("erase")).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void anErasureThatIsRefusedOrNotAllowedInTheTablesEndsWithThree() {
        assertThat(run("erase globex --by nobody")).isEqualTo(ExitCode.FOUND_PROBLEMS.number());
        assertThat(console.out()).contains("refused, nothing was forgotten: nobody may decide");
        assertThat(run("erase globex --by writer")).isEqualTo(ExitCode.FOUND_PROBLEMS.number());
        assertThat(console.out()).contains("SELECT * FROM flywheel.erase_customer('globex');");
    }
}
