package io.flywheel.local.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A browser of this machine, which reaches nothing beyond loopback.
 *
 * <p><b>Errors:</b> without one, tests are skipped aloud; with {@code FLYWHEEL_REQUIRE_TOOLS=1}, as in {@code .ci/run}, they fail.
 */
final class Chromium implements AutoCloseable {

    static final double PATIENCE_MILLIS = 60_000;

    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium"),
            Path.of("/usr/bin/chromium-browser"),
            Path.of("/usr/bin/google-chrome"),
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> strayRequests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());

    private Chromium(Path program) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setChromiumSandbox(false)
                        .setArgs(List.of("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")));
    }

    static Chromium start() {
        Optional<Path> program = PLACES.stream().filter(Files::isExecutable).findFirst();
        if (program.isEmpty()) {
            String what =
                    "no Chromium: the tests of the live page do not run. To run them: sudo apt-get install -y chromium";
            if ("1".equals(System.getenv("FLYWHEEL_REQUIRE_TOOLS"))) {
                Assertions.fail(what);
            }
            System.err.println("SKIPPED  " + what);
            Assumptions.abort(what);
        }
        return new Chromium(program.orElseThrow());
    }

    /** A window of its own, with no memory of others. */
    Page window(Form form) {
        return window(form.options());
    }

    Page window(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options.setTimezoneId("UTC"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.route("**", route -> {
            String host = URI.create(route.request().url()).getHost();
            if ("127.0.0.1".equals(host)) {
                route.resume();
            } else {
                strayRequests.add(route.request().url());
                route.abort();
            }
        });
        Page page = context.newPage();
        page.onPageError(problems::add);
        page.onConsoleMessage(message -> {
            // a lost line is said by the browser, too, and is what some tests are about
            if (message.type().equals("error")
                    && !message.text().contains("Failed to load resource")
                    && !message.text().contains("ERR_")) {
                problems.add(message.text());
            }
        });
        return page;
    }

    /** Requests to anywhere but this machine; they were not let through. */
    List<String> strayRequests() {
        return List.copyOf(strayRequests);
    }

    /** What the page's own program complained of. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
