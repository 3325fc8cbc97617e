package io.flywheel.local.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import io.flywheel.local.grafana.BoardPanel;
import io.flywheel.local.postgres.DatabaseAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who watches the demo sees the planted incident as friction, with its reason and an alert, without doing anything. */
class DemoPageIT {

    /** The checkout breaks 25 s after the first record, support falls behind after 43 s. */
    private static final ContainsTextOptions DURING_THE_STORY =
            new ContainsTextOptions().setTimeout(Duration.ofSeconds(100).toMillis());

    @Test
    void thePlantedIncidentIsSeenWithoutAReload(@TempDir Path directory) throws Exception {
        try (Chromium browser = Chromium.start();
                RunningDemo demo = RunningDemo.start(directory.resolve("demo"))) {
            Page page = browser.window(Form.LIGHT);
            page.navigate(demo.address().toString());
            Sight.await(page, ".wheel");
            page.evaluate("() => { window.notReloaded = true; }");

            assertThat(page.locator("#panel-rubs")).containsText("Step failed", DURING_THE_STORY);
            assertThat(page.locator("#panel-hotspots")).containsText("/checkout", DURING_THE_STORY);
            assertThat(page.locator("#panel-alerts .alert").first()).containsText("What to do:", DURING_THE_STORY);
            assertThat(page.locator("#panel-customers")).containsText("→", DURING_THE_STORY);
            assertThat(page.evaluate("() => window.notReloaded")).isEqualTo(true);
            Sight.isSound(page, "demo");

            // what is decided here comes back by the job, through the tables
            page.locator("#panel-alerts .alert button").first().click();
            assertThat(page.locator("#panel-alerts")).containsText("acknowledged by live page", DURING_THE_STORY);
            assertThat(page.locator("#panel-momentum .marks button").first()).isVisible();
            Pictures.takeDemoIfAsked(page);

            page.locator("#panel-customers tbody th a").first().click();
            Sight.await(page, "#explained");
            Sight.isSound(page, "demo-customer");
            assertThat(browser.problems()).isEmpty();
            assertThat(browser.strayRequests()).isEmpty();
            everyPanelOfGrafanaHasRows(demo.tables());
        }
    }

    /** On what the demo has written, while it goes on writing. */
    private static void everyPanelOfGrafanaHasRows(DatabaseAccess tables) throws Exception {
        List<BoardPanel> panels = BoardPanel.all();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            List<String> empty = new ArrayList<>();
            for (BoardPanel panel : panels) {
                if (!panel.hasRows(tables)) {
                    empty.add(panel.title());
                }
            }
            assertThat(empty).as("panels without rows").isEmpty();
        });
        for (BoardPanel panel : panels) {
            panel.mustAnswer(tables);
        }
    }
}
