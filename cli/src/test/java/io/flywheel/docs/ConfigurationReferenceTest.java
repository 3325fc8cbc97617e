package io.flywheel.docs;

import io.flywheel.app.config.DescriptionText;
import io.flywheel.app.config.JobOptions;
import io.flywheel.app.config.SettingText;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

/** The page of settings says what the code does. */
class ConfigurationReferenceTest {

    @Test
    void listsEveryOption() {
        MarkdownTable table = new MarkdownTable("key", "type", "default", "meaning");
        for (ConfigOption<?> option : JobOptions.all()) {
            String value = SettingText.defaultOf(option);
            table.row(
                    "`" + option.key() + "`",
                    SettingText.type(option),
                    value == null ? "" : "`" + value + "`",
                    DescriptionText.of(option));
        }
        DocumentedBlock.of("docs/reference/configuration.md", "options").mustSay(table.text());
    }
}
