package io.flywheel.app.config;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;

/** The description of an option as plain text. */
public final class DescriptionText {

    private DescriptionText() {}

    public static String of(ConfigOption<?> option) {
        return new HtmlFormatter().format(option.description());
    }
}
