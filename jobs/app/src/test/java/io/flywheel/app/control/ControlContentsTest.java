package io.flywheel.app.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.app.rules.RuleFile;
import io.flywheel.domain.alert.Matcher;
import io.flywheel.domain.control.ControlKind;
import io.flywheel.domain.control.ControlRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people may decide, and how it is written. */
class ControlContentsTest {

    private static final long FROM = 1_767_614_400_000L;
    private static final String RULES = RuleFile.builtIn().replaceFirst("version: \\d+", "version: 9");
    private static final String SILENCE =
            "{\"matchers\":[{\"label\":\"rule\",\"comparison\":\"=~\",\"text\":\"friction_.*\"}],\"comment\":\"release\"}";

    private final ControlContents contents = new ControlContents(8);

    @Test
    void aRecordReadsAsItWasWritten() {
        for (Long until : new Long[] {null, FROM + 1}) {
            ControlRecord record =
                    new ControlRecord(ControlKind.SILENCE, "quiet", 3, FROM, until, "ann \"a\"", SILENCE);

            assertThat(ControlJson.read(ControlJson.write(record))).isEqualTo(record);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | no JSON",
                "[] | JSON object is expected",
                "{\"kind\":\"rule\"} | the kind 'rule' is unknown",
                "{\"kind\":\"rules\",\"id\":\"rules\",\"version\":\"1\"} | 'version' must be a whole number",
                "{\"kind\":\"rules\",\"id\":\"rules\",\"version\":1,\"effective_from\":\"now\"} | must be a moment",
                "{\"kind\":\"rules\",\"version\":1} | 'id' must be a text; it is missing"
            })
    void whatIsNoRecordSaysWhy(String text, String message) {
        assertThatThrownBy(() -> ControlJson.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aContentThatWasChangedOnItsWayIsFoundByItsChecksum() {
        String written = new String(
                ControlJson.write(record(ControlKind.SILENCE, "quiet", SILENCE, FROM + 1)), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ControlJson.read(
                        written.replace("friction_", "frictions_").getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("checksum");
    }

    @Test
    void rulesMustBeValidAndOfTheirVersion() {
        assertThat(contents.problem(record(ControlKind.RULES, "rules", RULES, null)))
                .isNull();
        assertThat(contents.problem(record(ControlKind.RULES, "mine", RULES, null)))
                .contains("must be 'rules'");
        assertThat(contents.problem(
                        record(ControlKind.RULES, "rules", RULES.replace("version: 9", "version: 10"), null)))
                .isEqualTo("the rules say version 10, the record version 9");
        assertThat(new ControlContents(9).problem(record(ControlKind.RULES, "rules", RULES, null)))
                .contains("started with version 9");
        assertThat(contents.problem(
                        record(ControlKind.RULES, "rules", RULES.replaceFirst("value: \\w+", "value: nonsense"), null)))
                .contains("not valid", "nonsense");
    }

    @Test
    void aSilenceNeedsAMatcherAndAnEnd() {
        assertThat(contents.problem(record(ControlKind.SILENCE, "quiet", SILENCE, FROM + 1)))
                .isNull();
        assertThat(contents.problem(record(ControlKind.SILENCE, "quiet", SILENCE, null)))
                .contains("needs an end");
        assertThat(contents.problem(record(ControlKind.SILENCE, "quiet", "{\"matchers\":[]}", FROM + 1)))
                .contains("needs a matcher");
        assertThat(contents.problem(record(ControlKind.SILENCE, "quiet", SILENCE.replace(".*", "("), FROM + 1)))
                .contains("pattern of label rule");
    }

    @Test
    void anAcknowledgementNamesARunAndSomebody() {
        String run = "f".repeat(64) + "/2";

        assertThat(contents.problem(record(ControlKind.ACKNOWLEDGEMENT, run, "", null)))
                .isNull();
        assertThat(contents.problem(record(ControlKind.ACKNOWLEDGEMENT, "f/2", "", null)))
                .contains("64 digits");
        assertThat(contents.problem(new ControlRecord(ControlKind.ACKNOWLEDGEMENT, run, 1, FROM, null, " ", "")))
                .contains("author is empty");
    }

    @Test
    void matchersAreReadAsPeopleWriteThem() {
        assertThat(SilenceContent.matcher("rule=friction_spreads"))
                .isEqualTo(new Matcher("rule", Matcher.Comparison.IS, "friction_spreads"));
        assertThat(SilenceContent.matcher("customer_id =~ \"acme-.*\""))
                .isEqualTo(new Matcher("customer_id", Matcher.Comparison.MATCHES, "acme-.*"));
        assertThat(SilenceContent.matcher("grain!=5m"))
                .isEqualTo(new Matcher("grain", Matcher.Comparison.IS_NOT, "5m"));
        assertThat(SilenceContent.matcher("rule!~a|b"))
                .isEqualTo(new Matcher("rule", Matcher.Comparison.MATCHES_NOT, "a|b"));
        assertThatThrownBy(() -> SilenceContent.matcher("rule")).hasMessageContaining("LABEL=TEXT");
        SilenceContent content = new SilenceContent(List.of(SilenceContent.matcher("a=b")), "why");
        assertThat(SilenceContent.read(content.write())).isEqualTo(content);
    }

    private static ControlRecord record(ControlKind kind, String id, String content, @Nullable Long until) {
        return new ControlRecord(kind, id, 9, FROM, until, "ann", content);
    }
}
