package io.flywheel.local.page;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.sql.SQLException;

/** Takes the pictures of the documentation from a page that is being served, when the build runs with {@code -Dpictures.write=true}. */
final class Pictures {

    private static final Path FOLDER = Path.of("..", "..", "docs", "pictures");

    private Pictures() {}

    /** Customers with a past, as far as the jobs are in the middle of a day: the latest window is still open. */
    static void takeIfAsked(Chromium browser, InventedWorld world) throws SQLException {
        if (!Boolean.getBoolean("pictures.write")) {
            return;
        }
        world.run("UPDATE flywheel.pipeline_freshness SET watermark_at = now() - interval '2 seconds'");
        String address = world.address().toString();
        take(browser, Form.LIGHT, address, "page-light");
        take(browser, Form.DARK, address, "page-dark");
        take(browser, Form.PHONE, address, "page-phone");
        take(browser, Form.GERMAN, address, "page-german");
        take(browser, Form.LIGHT, address + "#/c/globex", "page-customer");
        world.isFresh();
    }

    /** A running demo in the middle of its planted incident. */
    static void takeDemoIfAsked(Page page) {
        if (Boolean.getBoolean("pictures.write")) {
            page.setViewportSize(1280, 1440);
            page.evaluate("() => scrollTo(0, 0)");
            page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve("page-demo.png")));
        }
    }

    /** A customer as a whole, the board as far as the first rows go, on a phone what is seen first. */
    private static void take(Chromium browser, Form form, String address, String name) {
        Page page = browser.window(form);
        page.navigate(address);
        Sight.await(page, address.contains("#/c/") ? "#explained" : ".charted[data-open=true]");
        if (form != Form.PHONE && !address.contains("#/c/")) {
            page.setViewportSize(1280, 1440);
        }
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(FOLDER.resolve(name + ".png"))
                .setFullPage(address.contains("#/c/")));
        page.context().close();
    }
}
