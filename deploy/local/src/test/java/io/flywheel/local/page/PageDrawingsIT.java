package io.flywheel.local.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is drawn says what the numbers say, to everybody: by a sign besides its colour, by keys, as a table, and without motion. */
@ExtendWith(SharedWorld.class)
@TestInstance(Lifecycle.PER_CLASS)
class PageDrawingsIT {

    @SuppressWarnings("NullAway.Init") // given before all tests
    private Chromium browser;

    @SuppressWarnings("NullAway.Init")
    private InventedWorld world;

    @BeforeAll
    void aBrowserAndAWorld(SharedWorld.Shared shared) {
        browser = shared.browser();
        world = shared.world();
    }

    @AfterEach
    void nothingWentWrongAndNothingLeft() {
        assertThat(browser.problems()).isEmpty();
        assertThat(browser.strayRequests()).isEmpty();
    }

    @Test
    void whoWantsNoMotionGetsNone() {
        Page still = browser.window(Form.LIGHT);
        Sight.open(still, world.address());
        assertThat(still.locator(".wheel .turns")).hasCSS("animation-name", "none");
        Page moving = browser.window(new NewContextOptions().setViewportSize(1280, 900));
        Sight.open(moving, world.address());
        assertThat(moving.locator(".wheel .turns")).hasCSS("animation-name", "turn");
        still.context().close();
        moving.context().close();
    }

    /** What carries a meaning by its colour keeps it, or carries it by another sign, where the system forces its own colours. */
    @ParameterizedTest
    @EnumSource(names = {"FORCED", "FORCED_LIGHT"})
    void aSystemThatForcesItsColoursIsFollowed(Form form) {
        Page page = browser.window(form);
        Sight.open(page, world.address());
        List<?> seen = (List<?>) page.evaluate("""
                () => {
                  const style = (place) => getComputedStyle(document.querySelector(place));
                  const system = (name) => { const e = document.createElement('i'); e.style.color = name; document.body.append(e); const c = getComputedStyle(e).color; e.remove(); return c; };
                  const arcs = ['attract', 'engage', 'delight'].map((phase) => style(`.wheel path.${phase}`).stroke);
                  return [
                    new Set([...arcs, style('.wheel path.friction').stroke, system('Canvas')]).size === 5 ? 'told apart' : arcs.join(),
                    style('.panel').backgroundColor === system('Canvas') ? 'ground of the system' : style('.panel').backgroundColor,
                    style('.ranges [aria-pressed=true]').backgroundColor !== style('.ranges [aria-pressed=false]').backgroundColor ? 'pressed is seen' : 'pressed is not seen',
                    [...document.querySelectorAll('.wheel .letter')].map((e) => e.textContent).join('')];
                }""");
        assertThat(seen).isEqualTo(List.of("told apart", "ground of the system", "pressed is seen", "AED"));
        page.context().close();
    }

    @Test
    void everyDrawingIsATableAndACsv() {
        Page page = browser.window(Form.LIGHT);
        Sight.open(page, world.address());
        for (String panel : List.of("wheel", "momentum", "growth", "segments", "channels", "rubs")) {
            Locator place = page.locator("#panel-" + panel);
            Locator show = place.getByText("Show as table");
            if (show.count() > 0) {
                show.click();
            }
            assertThat(place.locator("table").first()).isVisible();
            String csv = page.request()
                    .get(world.address() + "api/v1/panels/" + panel + "/csv")
                    .text();
            assertThat(csv.lines().count()).as(panel).isGreaterThan(1);
        }
        Sight.isSound(page, "tables");
        page.context().close();
    }

    @Test
    void alertsAreMarkedInTheCourseOfMomentum() {
        Page page = browser.window(Form.LIGHT);
        Sight.open(page, world.address());
        Locator panel = page.locator("#panel-momentum");
        Locator marks = panel.locator(".marks button");
        assertThat(marks.first()).isVisible();
        assertThat(panel).containsText("4 alerts fired in this time");
        assertThat(panel.locator(".legend")).containsText("Window still open");

        // reached by keys: the mark after the ranges
        panel.locator("[data-focus='range-90d']").focus();
        page.keyboard().press("Tab");
        assertThat(marks.first()).isFocused();
        assertThat(panel.locator(".told")).containsText("customers turn red fired (segment enterprise)");
        for (int mark = 1; mark < marks.count(); mark++) {
            page.keyboard().press("Tab");
        }
        assertThat(marks.last()).isFocused();
        assertThat(panel.locator(".told")).containsText("friction spreads fired (all customers)");
        panel.getByText("Show as table").click();
        assertThat(panel.locator("table")).hasCount(2);
        assertThat(panel.locator("table").last().locator("tbody tr")).hasCount(5);
        assertThat(panel.locator("table").last()).containsText("promise missed");
        page.context().close();
    }

    /** The stretch that still grows is hatched up to its right end, and nothing is where all is closed. */
    @Test
    void whatStillGrowsIsHatched() throws Exception {
        Page page = browser.window(Form.LIGHT);
        Sight.open(page, world.address());
        assertThat(hatched(page)).isZero();
        world.run(
                "UPDATE flywheel.pipeline_freshness SET watermark_at = now() - interval '1 minute' - interval '1 hour'");
        try {
            page.waitForFunction("() => (" + HATCHED + ") > 100");
            page.locator("#panel-momentum .actions button").click();
            assertThat(page.locator("#panel-momentum table").first()).containsText("still open");
        } finally {
            world.isFresh();
        }
        page.context().close();
    }

    /** Points of the drawing that have the colour of the hatching, seen apart from lines and grid. */
    private static final String HATCHED = """
            (() => {
              const canvas = document.querySelector('#panel-momentum canvas');
              const at = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              let n = 0;
              for (let i = 0; i < at.length; i += 4) if (at[i + 3] > 30 && Math.abs(at[i] - 0x76) < 12 && Math.abs(at[i + 1] - 0x81) < 12 && Math.abs(at[i + 2] - 0x8c) < 12) n++;
              return n;
            })()""";

    private static int hatched(Page page) {
        return ((Number) page.evaluate("() => " + HATCHED)).intValue();
    }
}
