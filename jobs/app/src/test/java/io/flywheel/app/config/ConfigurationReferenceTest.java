package io.flywheel.app.config;

import io.flywheel.app.DocumentedBlock;
import java.io.IOException;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

/** The page of settings says what the code does. */
class ConfigurationReferenceTest {

    @Test
    void listsEveryOption() throws IOException {
        String table =
                JobOptions.all().stream().map(ConfigurationReferenceTest::row).collect(Collectors.joining());
        DocumentedBlock.of("configuration.md", "options")
                .mustSay("| key | type | default | meaning |\n|---|---|---|---|\n" + table);
    }

    private static String row(ConfigOption<?> option) {
        String value = SettingText.defaultOf(option);
        return "| `" + option.key() + "` | " + SettingText.type(option) + " | "
                + (value == null ? "" : "`" + value + "`") + " | "
                + DescriptionText.of(option).replace("|", "\\|") + " |\n";
    }
}
