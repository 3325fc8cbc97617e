package io.flywheel.dashboard.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the page is written in, joined into what is served: one script of all modules, one style, one file of all languages. Joined they are packed better, and a
 * browser asks three times instead of fourteen before the first number can be drawn.
 *
 * <p><b>Shape:</b> a module stands behind every module that it takes names from, and no two modules give a name of their own to different things: in
 * one script these would be one.
 */
final class PageParts {

    static final List<String> MODULES = List.of(
            "format.js",
            "view.js",
            "charts.js",
            "wheel.js",
            "marks.js",
            "alerts.js",
            "panels.js",
            "customer.js",
            "keyboard.js",
            "stream.js",
            "app.js");

    static final List<String> LANGUAGES = List.of("en", "de");

    static final String TAKEN_STYLE = "vendor/uPlot.min.css";

    private static final Pattern TAKES_OR_GIVES = Pattern.compile("(?m)^(import .*\\R|export \\{.*\\R|export )");

    private PageParts() {}

    static byte[] whole(String name) throws IOException {
        return switch (name) {
            case "app.js" -> script();
            case "page.css" -> style();
            case "messages.json" -> messages();
            default -> part(name);
        };
    }

    private static byte[] script() throws IOException {
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        for (String module : MODULES) {
            String text = new String(part(module), StandardCharsets.UTF_8);
            script.writeBytes(TAKES_OR_GIVES.matcher(text).replaceAll("").getBytes(StandardCharsets.UTF_8));
        }
        return script.toByteArray();
    }

    /** What was taken from elsewhere first, so that the page's own style has the last word. */
    private static byte[] style() throws IOException {
        ByteArrayOutputStream style = new ByteArrayOutputStream();
        style.writeBytes(part(TAKEN_STYLE));
        style.write('\n');
        style.writeBytes(part("page.css"));
        return style.toByteArray();
    }

    private static byte[] messages() throws IOException {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        String before = "{";
        for (String language : LANGUAGES) {
            messages.writeBytes((before + '"' + language + "\":").getBytes(StandardCharsets.UTF_8));
            messages.writeBytes(part("messages." + language + ".json"));
            before = ",";
        }
        messages.write('}');
        return messages.toByteArray();
    }

    static byte[] part(String name) throws IOException {
        try (InputStream content = PageParts.class.getResourceAsStream("/io/flywheel/dashboard/page/" + name)) {
            if (content == null) {
                throw new IllegalStateException("the program lacks its own file " + name);
            }
            return content.readAllBytes();
        }
    }
}
