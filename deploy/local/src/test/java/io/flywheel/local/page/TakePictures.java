package io.flywheel.local.page;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Takes the pictures of the documentation from a page that is being served: {@code docs/pictures/take ADDRESS}. */
final class TakePictures {

    private TakePictures() {}

    public static void main(String[] arguments) throws IOException {
        URI address = URI.create(arguments[0]);
        Path folder = Path.of(arguments[1]);
        try (Chromium browser = Chromium.start()) {
            take(browser, Form.LIGHT, address.toString(), ".wheel", folder.resolve("page-light.png"));
            take(browser, Form.DARK, address.toString(), ".wheel", folder.resolve("page-dark.png"));
            take(browser, Form.PHONE, address.toString(), ".wheel", folder.resolve("page-phone.png"));
            take(browser, Form.GERMAN, address.toString(), ".wheel", folder.resolve("page-german.png"));
            String customer = firstCustomer(browser, address);
            take(browser, Form.LIGHT, address + customer, "#explained", folder.resolve("page-customer.png"));
        }
    }

    private static String firstCustomer(Chromium browser, URI address) {
        Page page = browser.window(Form.LIGHT);
        page.navigate(address.toString());
        String target = page.locator("#panel-customers tbody th a").first().getAttribute("href");
        page.context().close();
        return target;
    }

    /** The whole page where it fits a picture, else what is seen first. */
    private static void take(Chromium browser, Form form, String address, String awaited, Path file) {
        Page page = browser.window(form);
        page.navigate(address);
        Sight.await(page, awaited);
        if (awaited.equals(".wheel")) {
            Sight.await(page, ".panel[data-panel=quality] table");
        }
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(form != Form.PHONE));
        page.context().close();
        System.out.println(file);
    }
}
