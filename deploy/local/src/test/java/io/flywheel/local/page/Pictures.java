package io.flywheel.local.page;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;

/** Takes the pictures of the documentation from a page that is being served, when the build runs with {@code -Dpictures.write=true}. */
final class Pictures {

    private static final Path FOLDER = Path.of("..", "..", "docs", "pictures");

    private Pictures() {}

    static void takeIfAsked(Chromium browser, URI address) {
        if (!Boolean.getBoolean("pictures.write")) {
            return;
        }
        Page page = browser.window(Form.LIGHT);
        Sight.open(page, address);
        String customer = page.locator("#panel-customers tbody th a").first().getAttribute("href");
        page.context().close();
        take(browser, Form.LIGHT, address.toString(), "page-light");
        take(browser, Form.DARK, address.toString(), "page-dark");
        take(browser, Form.PHONE, address.toString(), "page-phone");
        take(browser, Form.GERMAN, address.toString(), "page-german");
        take(browser, Form.LIGHT, address + customer, "page-customer");
    }

    /** The whole page, but on a phone, where it is long, what is seen first. */
    private static void take(Chromium browser, Form form, String address, String name) {
        Page page = browser.window(form);
        page.navigate(address);
        Sight.await(page, address.contains("#/c/") ? "#explained" : ".panel[data-panel=quality] table");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(FOLDER.resolve(name + ".png"))
                .setFullPage(form != Form.PHONE));
        page.context().close();
    }
}
