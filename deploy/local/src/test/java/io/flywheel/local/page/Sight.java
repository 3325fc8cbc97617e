package io.flywheel.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotType;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.List;

/**
 * What can be seen on the page, checked as facts of its structure: fonts differ from machine to machine, so pictures are taken for people and not compared by
 * their points.
 */
final class Sight {

    private static final Path PICTURES = Path.of("target", "pictures");

    /** What hangs out, lies over its neighbour, is cut, or was never filled in. */
    private static final String FAULTS = """
            () => {
              const faults = [];
              const shown = (e) => e.getClientRects().length > 0 && !e.closest('.visually-hidden, [hidden], dialog:not([open])');
              const name = (e) => `${e.tagName.toLowerCase()} '${e.textContent.trim().slice(0, 50)}'`;
              if (document.documentElement.scrollWidth > innerWidth) faults.push(`the page is ${document.documentElement.scrollWidth - innerWidth} px too wide`);
              const panels = [...document.querySelectorAll('.panel')].filter(shown).map((e) => [e, e.getBoundingClientRect()]);
              panels.forEach(([a, x], i) => panels.slice(i + 1).forEach(([b, y]) => {
                if (x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 1 && y.top < x.bottom - 1) faults.push(`${a.id} lies over ${b.id}`);
              }));
              for (const e of document.querySelectorAll('.scroll, h2, p, dt, dd, td, th, li, button, .chip')) {
                if (shown(e) && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && getComputedStyle(e).display !== 'inline') faults.push(`cut: ${name(e)} ${e.scrollWidth} > ${e.clientWidth}`);
              }
              const text = document.body.innerText;
              for (const wrong of ['undefined', 'NaN', '[object', '{', 'null']) if (text.includes(wrong)) faults.push(`says ${wrong}: …${text.slice(Math.max(0, text.indexOf(wrong) - 40), text.indexOf(wrong) + 20)}…`);
              const key = text.match(/\\b(wheel|panel|column|status|alert|act|notice|chip|customers|next|why|signal|reason|unit)\\.[a-z]+/);
              if (key) faults.push(`a word is missing: ${key[0]}`);
              for (const e of document.querySelectorAll('button, select, input, .actions a')) {
                const r = e.getBoundingClientRect();
                if (shown(e) && (r.width < 13 || r.height < 13)) faults.push(`hard to hit: ${name(e)}`);
              }
              return faults;
            }""";

    private Sight() {}

    /** Opens the page and waits until it shows what it has. */
    static void open(Page page, Object address) {
        page.navigate(address.toString());
        await(page, ".panel[data-panel=quality] table");
    }

    static void await(Page page, String selector) {
        page.waitForSelector(selector, new Page.WaitForSelectorOptions().setState(WaitForSelectorState.VISIBLE));
    }

    static void awaitCondition(Page page, String name) {
        await(page, "body[data-condition=" + name + "]");
    }

    /** Takes a picture for who wants to look, and finds nothing wrong with its structure. */
    static void isSound(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".jpg"))
                .setType(ScreenshotType.JPEG)
                .setFullPage(true));
        assertThat(faults(page)).as(name).isEmpty();
    }

    static List<?> faults(Page page) {
        return (List<?>) page.evaluate(FAULTS);
    }

    /** No violation of WCAG 2.2 A or AA that can be found by machine. */
    static void isAccessible(Page page, String name) {
        List<Rule> violations = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations();
        assertThat(violations.stream()
                        .map(rule ->
                                rule.getId() + ": " + rule.getNodes().get(0).getHtml()))
                .as(name)
                .isEmpty();
    }
}
