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
        take(browser, Form.LIGHT, address.toString(), "page-light");
        take(browser, Form.DARK, address.toString(), "page-dark");
        take(browser, Form.PHONE, address.toString(), "page-phone");
        take(browser, Form.GERMAN, address.toString(), "page-german");
        take(browser, Form.LIGHT, address + "#/c/globex", "page-customer");
    }

    /** A customer as a whole, the board as far as the first rows go, on a phone what is seen first. */
    private static void take(Chromium browser, Form form, String address, String name) {
        Page page = browser.window(form);
        page.navigate(address);
        Sight.await(page, address.contains("#/c/") ? "#explained" : ".panel[data-panel=quality] table");
        if (form != Form.PHONE && !address.contains("#/c/")) {
            page.setViewportSize(1280, 1440);
        }
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(FOLDER.resolve(name + ".png"))
                .setFullPage(address.contains("#/c/")));
        page.context().close();
    }
}
