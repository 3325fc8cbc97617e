package io.flywheel.local.page;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;

/** How somebody looks at the page. */
enum Form {
    LIGHT(1280, 900, ColorScheme.LIGHT, "en-GB"),
    DARK(1280, 900, ColorScheme.DARK, "en-GB"),
    PHONE(360, 740, ColorScheme.LIGHT, "en-GB"),
    NARROW(320, 640, ColorScheme.DARK, "de-DE"),
    TABLET(1000, 800, ColorScheme.LIGHT, "en-GB"),
    GERMAN(1280, 900, ColorScheme.LIGHT, "de-DE"),
    WIDE(1680, 1000, ColorScheme.LIGHT, "en-GB"),
    FORCED(1280, 900, ColorScheme.DARK, "en-GB"),
    FORCED_LIGHT(1280, 900, ColorScheme.LIGHT, "en-GB");

    private final int width;
    private final int height;
    private final ColorScheme colours;
    private final String locale;

    Form(int width, int height, ColorScheme colours, String locale) {
        this.width = width;
        this.height = height;
        this.colours = colours;
        this.locale = locale;
    }

    /** Without motion, so that pictures of the same numbers are alike. */
    NewContextOptions options() {
        return new NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(colours)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setForcedColors(isForced() ? ForcedColors.ACTIVE : ForcedColors.NONE)
                .setLocale(locale);
    }

    /** Whether the system replaces the colours of pages by its own, as high contrast does. */
    private boolean isForced() {
        return this == FORCED || this == FORCED_LIGHT;
    }
}
