package io.flywheel.docs;

import io.flywheel.app.catalogue.DetectorsFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of found friction list the settings of the file that comes with the jobs, in its order and its words. */
class FrictionSettingsTest {

    private static final Pattern SETTING = Pattern.compile("  (\\w+):(.*)");
    private static final String COMMENT = "  # ";

    @ParameterizedTest
    @CsvSource({"clicks, friction-clicks.md", "service, friction-service.md", "deals, friction-deals.md"})
    void listsTheSettings(String section, String page) {
        MarkdownTable table = new MarkdownTable("`" + section + ".`", "default", "meaning");
        String meaning = "";
        for (String line : linesOf(section)) {
            Matcher setting = SETTING.matcher(line);
            if (line.startsWith(COMMENT)) {
                meaning = line.substring(COMMENT.length());
            } else if (setting.matches()) {
                String value = setting.group(2).strip();
                table.row(
                        "`" + setting.group(1) + "`", value.isEmpty() ? "as in the file" : "`" + value + "`", meaning);
                meaning = "";
            }
        }
        DocumentedBlock.of("docs/reference/" + page, "settings").mustSay(table.text());
    }

    private static List<String> linesOf(String section) {
        List<String> lines = new ArrayList<>();
        boolean isWithin = false;
        for (String line : DetectorsFile.builtIn().lines().toList()) {
            boolean isOutermost = !line.isEmpty() && !line.startsWith(" ");
            isWithin = isOutermost ? line.equals(section + ":") : isWithin;
            if (isWithin) {
                lines.add(line);
            }
        }
        return lines;
    }
}
