package io.flywheel.local.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Every state of the page says what is the matter, keeps the last numbers, and goes away by itself. */
@TestInstance(Lifecycle.PER_CLASS)
class PageStatesIT {

    private static final ContainsTextOptions PATIENTLY = new ContainsTextOptions().setTimeout(Chromium.PATIENCE_MILLIS);

    @SuppressWarnings("NullAway.Init") // started before all tests
    private Chromium browser;

    @SuppressWarnings("NullAway.Init")
    private InventedWorld world;

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Page page;

    @BeforeAll
    void aBrowserAndAWorld(@TempDir Path directory) throws Exception {
        browser = Chromium.start();
        world = InventedWorld.with(directory, null);
    }

    @AfterAll
    void end() {
        if (world != null) {
            world.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void aWindow() {
        page = browser.window(Form.LIGHT);
    }

    @AfterEach
    void noWindow() {
        page.context().close();
        org.assertj.core.api.Assertions.assertThat(browser.problems()).isEmpty();
        org.assertj.core.api.Assertions.assertThat(browser.strayRequests()).isEmpty();
    }

    @Test
    void live() {
        Sight.open(page, world.address());
        Sight.awaitCondition(page, "live");
        assertThat(page.locator("#chip")).containsText("Live");
        assertThat(page.locator("#summary")).containsText("The wheel speeds up");
        assertThat(page.locator("#summary")).containsText("4 customers need a call: initech");
        assertThat(page.locator("#panel-tickets")).containsText("First answers of 7 days: half within 60 minutes");
        Sight.isSound(page, "live");
    }

    @Test
    void loadingSaysWhatIsAwaited() {
        page.route("**/api/v1/stream", route -> {});
        page.navigate(world.address().toString());
        Sight.awaitCondition(page, "loading");
        assertThat(page.locator("#notice")).containsText("Still waiting for the page's server", PATIENTLY);
        assertThat(page.locator(".skeleton").first()).isVisible();
        Sight.isSound(page, "loading");
        page.unrouteAll();
    }

    @Test
    void emptySaysHowToBegin(@TempDir Path directory) {
        try (InventedWorld empty = InventedWorld.empty(directory)) {
            page.navigate(empty.address().toString());
            Sight.awaitCondition(page, "empty");
            assertThat(page.locator("#notice")).containsText("flywheel demo");
            Sight.isSound(page, "empty");
        }
    }

    @Test
    void staleSaysHowOldAndWhich() throws Exception {
        Sight.open(page, world.address());
        world.run(
                "UPDATE flywheel.pipeline_freshness SET watermark_at = now() - interval '4 minutes' WHERE stage = 'customers'");
        try {
            Sight.awaitCondition(page, "stale");
            assertThat(page.locator("#notice")).containsText("stage customers has come to");
            assertThat(page.locator("#board")).hasClass(java.util.regex.Pattern.compile("old"));
            Sight.isSound(page, "stale");
        } finally {
            world.isFresh();
        }
        Sight.awaitCondition(page, "live");
    }

    @Test
    void disconnectedKeepsTheNumbersAndTriesAgain() {
        Sight.open(page, world.address());
        world.endPage();
        try {
            Sight.awaitCondition(page, "disconnected");
            assertThat(page.locator("#notice")).containsText("The last numbers stay");
            assertThat(page.locator("#summary")).containsText("4 customers need a call");
            assertThat(page.locator("#notice button")).isVisible();
            Sight.isSound(page, "disconnected");
        } finally {
            world.servePageAgain();
        }
        // the page may have come back by itself meanwhile; then there is nothing left to ask for
        page.evaluate("() => document.querySelector('#notice:not([hidden]) button')?.click()");
        Sight.awaitCondition(page, "live");
    }

    @Test
    void aDatabaseThatIsDownIsSaidAndComesBack() {
        Sight.open(page, world.address());
        world.database().stop();
        try {
            Sight.awaitCondition(page, "away");
            assertThat(page.locator("#notice")).containsText("The database has not answered since");
            assertThat(page.locator("#summary")).containsText("4 customers need a call");
            Sight.isSound(page, "database-down");
        } finally {
            world.database().restart();
        }
        Sight.awaitCondition(page, "live");
    }

    @Test
    void onePanelFailsAlone() throws Exception {
        Sight.open(page, world.address());
        // at once: a panel that misses its view for a moment is asked again after a minute
        world.run("""
                ALTER VIEW flywheel.v_alerts RENAME TO v_alerts_aside;
                CREATE VIEW flywheel.v_alerts AS SELECT * FROM flywheel.v_alerts_aside a WHERE 1 / (a.episode - a.episode) > 0;
                GRANT SELECT ON flywheel.v_alerts TO flywheel_reader""");
        try {
            Sight.awaitCondition(page, "partial");
            assertThat(page.locator("#panel-alerts")).containsText("This panel failed");
            assertThat(page.locator("#summary")).containsText("4 customers need a call");
            assertThat(page.locator("#summary")).not().containsText("alert");
            assertThat(page.locator("#panel-rubs")).containsText("rubs most");
            Sight.isSound(page, "partial");
        } finally {
            world.run("DROP VIEW flywheel.v_alerts; ALTER VIEW flywheel.v_alerts_aside RENAME TO v_alerts");
        }
        Sight.awaitCondition(page, "live");
    }

    @Test
    void aTableThatIsMissingIsSaidInItsPanel() throws Exception {
        world.run("ALTER VIEW flywheel.v_growth RENAME TO v_growth_aside");
        try (Restored restored = () -> world.run("ALTER VIEW flywheel.v_growth_aside RENAME TO v_growth")) {
            world.endPage();
            world.servePageAgain();
            Sight.open(page, world.address());
            assertThat(page.locator("#panel-growth")).containsText("Not available in this database");
            Sight.isSound(page, "missing");
        }
        world.endPage();
        world.servePageAgain();
    }

    private interface Restored extends AutoCloseable {}

    @Test
    void pausedStandsStillAndGoesOn() throws Exception {
        Sight.open(page, world.address());
        page.keyboard().press("p");
        Sight.awaitCondition(page, "paused");
        world.run(
                "UPDATE flywheel.alert_instance SET summary = 'Told while nobody listened' WHERE rule_name = 'friction_spreads'");
        try {
            assertThat(page.locator("#chip")).containsText("Paused");
            // the server has told of it when another window shows it
            try (Page other = browser.window(Form.LIGHT)) {
                Sight.open(other, world.address());
                assertThat(other.locator("#panel-alerts")).containsText("Told while nobody listened", PATIENTLY);
                other.context().close();
            }
            assertThat(page.locator("#panel-alerts")).containsText("Most of what happens in the last hour rubs");
            Sight.isSound(page, "paused");
            page.locator("#pause").click();
            assertThat(page.locator("#panel-alerts")).containsText("Told while nobody listened");
        } finally {
            world.run(
                    "UPDATE flywheel.alert_instance SET summary = 'Most of what happens in the last hour rubs' WHERE rule_name = 'friction_spreads'");
        }
    }

    @Test
    void whatIsNewComesWithoutAReloadAndIsSpoken() throws Exception {
        Sight.open(page, world.address());
        page.evaluate("() => { window.notReloaded = true; }");
        world.run(
                "UPDATE flywheel.alert_instance SET status = 'firing', resolved_at = NULL WHERE rule_name = 'customers_turn_red'");
        try {
            assertThat(page.locator("#summary")).containsText("4 alerts are open");
            assertThat(page.locator("#spoken")).containsText("New alert: Too many of the day's active customers");
            assertThat(page.locator("#spoken p")).hasCount(1);
            org.assertj.core.api.Assertions.assertThat(page.evaluate("() => window.notReloaded"))
                    .isEqualTo(true);
        } finally {
            world.run(
                    "UPDATE flywheel.alert_instance SET status = 'resolved', resolved_at = now() - interval '2 hours' WHERE rule_name = 'customers_turn_red'");
        }
    }

    @Test
    void anAlertTellsItsValueInTheUnitOfItsRuleInEachLanguage() {
        Sight.open(page, world.address());
        assertThat(page.locator("#panel-alerts")).containsText("71%, fires at 60% or more");
        assertThat(page.locator("#panel-alerts")).containsText("4.4 points a day, fires at 5 points a day or more");

        page.evaluate("() => localStorage.setItem('flywheel-language', 'de')");
        Sight.open(page, world.address());
        assertThat(page.locator("#panel-alerts")).containsText("71\u00a0%, ausgelöst ab 60\u00a0%");
        assertThat(page.locator("#panel-alerts")).containsText("4,4 Punkte am Tag, ausgelöst ab 5 Punkte am Tag");
    }
}
