package io.flywheel.local.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever looks, however they look: everything is there, nothing is cut, and no text of the tables does anything but stand there. */
@ExtendWith(SharedWorld.class)
@TestInstance(Lifecycle.PER_CLASS)
class PageViewersIT {

    private static final String PROBE = "<img src=x onerror=\"window.struck=true\"><script>window.struck=true</script>";

    @SuppressWarnings("NullAway.Init") // started before all tests
    private Chromium browser;

    @SuppressWarnings("NullAway.Init")
    private InventedWorld world;

    @SuppressWarnings("NullAway.Init")
    private AskedActions asked;

    @BeforeAll
    void aBrowserAndAWorld(SharedWorld.Shared shared) {
        browser = shared.browser();
        world = shared.world();
        asked = shared.asked();
    }

    @AfterEach
    void nothingWentWrongAndNothingLeft() {
        assertThat(browser.problems()).isEmpty();
        assertThat(browser.strayRequests()).isEmpty();
    }

    /** Every width, colour and language; that of forced colours in the light looks like that in the dark but for its colours. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FORCED_LIGHT")
    void theBoardAndACustomerAreSoundAndAccessible(Form form) {
        Page page = browser.window(form.options().setBypassCSP(true));
        Sight.open(page, world.address());
        Sight.isSound(page, "board-" + form.name().toLowerCase(java.util.Locale.ROOT));
        Sight.isAccessible(page, "board " + form);
        page.navigate(world.address() + "#/c/globex");
        Sight.await(page, "#explained");
        Sight.isSound(page, "customer-" + form.name().toLowerCase(java.util.Locale.ROOT));
        Sight.isAccessible(page, "customer " + form);
        page.context().close();
    }

    /** Not a test of its own: writes the documentation's pictures when asked to, and otherwise opens nothing. */
    @Test
    void picturesOfTheDocumentationAreTakenWhenAskedFor() throws Exception {
        Pictures.takeIfAsked(browser, world);
    }

    @Test
    void rightToLeftAndLongerWordsFit() {
        Page page = browser.window(
                new NewContextOptions().setViewportSize(1280, 900).setLocale("en-GB"));
        page.route("**/messages.json", PageViewersIT::pseudoLanguage);
        page.addInitScript("localStorage.setItem('flywheel-language', 'ar')");
        Sight.open(page, world.address());
        assertThat(page.locator("html")).hasAttribute("dir", "rtl");
        Sight.isSound(page, "right-to-left");
        page.navigate(world.address() + "#/c/globex");
        Sight.await(page, "#explained");
        Sight.isSound(page, "right-to-left-customer");
        page.unrouteAll();
        page.context().close();
    }

    /** English, two fifths longer, from right to left: no translation, but every place of one. */
    private static void pseudoLanguage(Route route) {
        String languages = route.fetch().text();
        String english = languages.substring("{\"en\":".length(), languages.indexOf(",\"de\":"));
        StringBuilder longer = new StringBuilder();
        for (String line : english.split("\n", -1)) {
            int colon = line.indexOf("\": \"");
            boolean isText = colon > 0 && !line.startsWith("\"direction\"");
            int end = line.lastIndexOf('"');
            String words = isText ? line.substring(colon + 4, end) : "";
            longer.append(
                            isText
                                    ? line.substring(0, end)
                                            + " õõõõ".repeat(Math.max(1, words.length() * 2 / 25))
                                            + line.substring(end)
                                    : line)
                    .append('\n');
        }
        route.fulfill(new Route.FulfillOptions()
                .setContentType("application/json")
                .setBody("{\"ar\":"
                        + longer.toString().replace("\"direction\": \"ltr\"", "\"direction\": \"rtl\"")
                        + languages.substring(languages.indexOf(",\"de\":"))));
    }

    @Test
    void everythingCanBeDoneWithKeys() {
        Page page = browser.window(Form.LIGHT);
        Sight.open(page, world.address());
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("/");
        assertThat(page.locator("#filter")).isFocused();
        page.keyboard().type("globex");
        assertThat(page.locator("#panel-customers tbody tr")).hasCount(1);
        page.keyboard().press("Escape");
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        Sight.await(page, "#explained");
        assertThat(page.locator("#customer")).containsText("globex");
        page.keyboard().press("Escape");
        Sight.await(page, "#board");
        page.keyboard().press("?");
        assertThat(page.locator("#keys")).isVisible();
        page.keyboard().press("Escape");
        page.keyboard().press("g");
        page.keyboard().press("a");
        assertThat(page.locator("#panel-alerts")).isFocused();
        page.context().close();
    }

    @Test
    void anExplanationAddsUp() {
        Page page = browser.window(Form.LIGHT);
        page.navigate(world.address() + "#/c/globex");
        Sight.await(page, "#explained");
        List<String> parts = page.locator("#customer table:has(#explained) tbody td.number:nth-child(2)")
                .allInnerTexts();
        double sum = parts.stream().mapToDouble(PageViewersIT::number).sum();
        assertThat(parts).hasSizeGreaterThan(3);
        assertThat(sum)
                .isCloseTo(number(page.locator("#explained").innerText()), org.assertj.core.data.Offset.offset(1e-9));
        page.context().close();
    }

    private static double number(String shown) {
        return Double.parseDouble(shown.replace('−', '-').replace("+", "").strip());
    }

    @Test
    void whateverIsWrittenInTheTablesStandsThereAsText(@TempDir Path directory) throws Exception {
        String text = "'" + PROBE.replace("'", "''") + "'";
        InventedWorld probed = InventedWorld.with(
                directory,
                null,
                "UPDATE flywheel.alert_instance SET summary = " + text + ", runbook = " + text + ", dim_value = " + text
                        + " WHERE rule_name = 'friction_spreads'",
                "UPDATE flywheel.customer SET segment = " + text + ", plan = " + text + ", region = " + text
                        + ", account_id = " + text + " WHERE customer_id = 'globex'",
                "UPDATE flywheel.deal_course SET stage = " + text + ", pipeline = " + text
                        + " WHERE customer_id = 'globex'",
                "UPDATE flywheel.ticket_current SET priority = " + text + ", status = " + text
                        + " WHERE customer_id = 'globex'",
                "UPDATE flywheel.momentum_contribution SET event_ids = ARRAY[" + text + "], signal_type = " + text
                        + " WHERE customer_id = 'globex' AND signal_type = 'rage_click'",
                "UPDATE flywheel.friction_hotspot_window SET dim_value = " + text
                        + " WHERE dim_value = '/checkout/payment'",
                "UPDATE flywheel.flywheel_window SET dim_value = " + text + " WHERE dim_value IN ('newsletter', 'smb')",
                "UPDATE flywheel.data_quality_window SET rejected_by_reason = jsonb_build_object(" + text + ", 2)");
        Page page = browser.window(Form.LIGHT);
        Sight.open(page, probed.address());
        for (String panel : List.of("alerts", "hotspots", "segments", "channels", "rubs", "quality")) {
            assertThat(page.locator("#panel-" + panel))
                    .containsText(panel.equals("rubs") || panel.equals("quality") ? "window.struck" : PROBE);
        }
        page.navigate(probed.address() + "#/c/globex");
        Sight.await(page, "#explained");
        assertThat(page.locator("#customer")).containsText(PROBE);
        assertThat(page.evaluate("() => window.struck === undefined")).isEqualTo(true);
        assertThat(page.locator("main script, main img").count()).isZero();
        page.context().close();
        probed.close();
    }

    @Test
    void allThatABrowserTakesIsWithinTheBudget() {
        Page page = browser.window(Form.LIGHT);
        List<Response> answers = Collections.synchronizedList(new ArrayList<>());
        page.onResponse(answers::add);
        Sight.open(page, world.address());
        long bytes = answers.stream()
                .filter(answer -> !answer.url().contains("/api/"))
                .mapToLong(answer -> packed(answer.body()))
                .sum();
        assertThat(bytes).isBetween(10_000L, 60_000L);
        page.context().close();
    }

    private static long packed(byte[] plain) {
        java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return packed.size();
    }

    @Test
    void anAlertIsAcknowledgedAndSilenced() {
        Page page = browser.window(Form.LIGHT);
        Sight.open(page, world.address());
        Locator alert = page.locator(".alert:has-text('globex')").first();
        alert.getByText("Acknowledge").click();
        assertThat(alert).containsText("Acknowledged");
        assertThat(asked.acknowledged()).contains("b".repeat(64) + " 2 live page");
        alert.getByText("Silence 1 hour").click();
        assertThat(alert).containsText("not today");
        assertThat(asked.silenced()).contains(Map.of("rule", "promise_missed", "customer_id", "globex"));
        page.context().close();
    }

    @Test
    void whatOthersDidAboutAnAlertIsSaid() {
        Page page = browser.window(Form.LIGHT);
        Sight.open(page, world.address());
        Locator alert = page.locator(".alert:has-text('initech')").first();
        assertThat(alert).containsText("acknowledged by ada");
        assertThat(alert).containsText("silenced until");
        assertThat(alert.getByText("Acknowledge", new Locator.GetByTextOptions().setExact(true)))
                .hasCount(0);
        page.context().close();
    }

    @Test
    void aForeignPageCanAskForNothing() {
        Page page = browser.window(Form.LIGHT);
        page.navigate(world.address().toString());
        String body = "{\"fingerprint\": \"" + "b".repeat(64) + "\", \"episode\": 2}";
        String address = world.address() + "api/v1/alerts/acknowledge";
        String proof = (String)
                page.evaluate("() => fetch('api/v1/alerts/access').then((a) => a.json()).then((a) => a.token)");
        com.microsoft.playwright.options.RequestOptions honest =
                request(body, proof).setHeader("Origin", origin());

        assertThat(page.request().post(address, request(body, proof)).status())
                .as("no origin")
                .isEqualTo(403);
        assertThat(page.request()
                        .post(address, request(body, proof).setHeader("Origin", "http://elsewhere.example"))
                        .status())
                .isEqualTo(403);
        assertThat(page.request()
                        .post(address, request(body, "guessed").setHeader("Origin", origin()))
                        .status())
                .isEqualTo(403);
        assertThat(page.request()
                        .post(
                                address,
                                request(body, proof)
                                        .setHeader("Origin", origin())
                                        .setHeader("Content-Type", "text/plain"))
                        .status())
                .isEqualTo(415);
        assertThat(page.request()
                        .post(address, request("{", proof).setHeader("Origin", origin()))
                        .status())
                .isEqualTo(400);
        assertThat(page.request().post(address, honest).status()).isEqualTo(200);
        page.context().close();
    }

    private String origin() {
        return "http://127.0.0.1:" + world.address().getPort();
    }

    private static com.microsoft.playwright.options.RequestOptions request(String body, String proof) {
        return com.microsoft.playwright.options.RequestOptions.create()
                .setHeader("Content-Type", "application/json")
                .setHeader("X-Flywheel-Page", proof)
                .setData(body.getBytes(StandardCharsets.UTF_8));
    }
}
