package io.flywheel.app.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.app.catalogue.CatalogueFile;
import io.flywheel.app.catalogue.DetectorsFile;
import io.flywheel.app.catalogue.RiskModelFile;
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
    private static final String CATALOGUE = CatalogueFile.builtIn();
    private static final String NEXT = CATALOGUE.replaceFirst("version: \\d+", "version: 9");
    private static final String MODEL = RiskModelFile.builtIn();
    private static final String SILENCE =
            "{\"matchers\":[{\"label\":\"rule\",\"comparison\":\"=~\",\"text\":\"friction_.*\"}],\"comment\":\"release\"}";

    private final ControlContents contents = new ControlContents(
            8,
            CatalogueFile.parse("file", CATALOGUE),
            DetectorsFile.parse("file", DetectorsFile.builtIn()),
            RiskModelFile.parse("file", MODEL));

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
        assertThat(problem(record(ControlKind.RULES, "rules", RULES, null))).isNull();
        assertThat(problem(record(ControlKind.RULES, "mine", RULES, null))).contains("must be 'rules'");
        assertThat(problem(record(ControlKind.RULES, "rules", RULES.replace("version: 9", "version: 10"), null)))
                .isEqualTo("the rules say version 10, the record version 9");
        assertThat(problem(new ControlRecord(
                        ControlKind.RULES, "rules", 8, FROM, null, "ann", RULES.replace("version: 9", "version: 8"))))
                .contains("started with version 8");
        assertThat(problem(
                        record(ControlKind.RULES, "rules", RULES.replaceFirst("value: \\w+", "value: nonsense"), null)))
                .contains("not valid", "nonsense");
    }

    @Test
    void aSilenceNeedsAMatcherAndAnEnd() {
        assertThat(problem(record(ControlKind.SILENCE, "quiet", SILENCE, FROM + 1)))
                .isNull();
        assertThat(problem(record(ControlKind.SILENCE, "quiet", SILENCE, null))).contains("needs an end");
        assertThat(problem(record(ControlKind.SILENCE, "quiet", "{\"matchers\":[]}", FROM + 1)))
                .contains("needs a matcher");
        assertThat(problem(record(ControlKind.SILENCE, "quiet", SILENCE.replace(".*", "("), FROM + 1)))
                .contains("pattern of label rule");
    }

    @Test
    void anAcknowledgementNamesARunAndSomebody() {
        String run = "f".repeat(64) + "/2";

        assertThat(problem(record(ControlKind.ACKNOWLEDGEMENT, run, "", null))).isNull();
        assertThat(problem(record(ControlKind.ACKNOWLEDGEMENT, "f/2", "", null)))
                .contains("64 digits");
        assertThat(problem(new ControlRecord(ControlKind.ACKNOWLEDGEMENT, run, 1, FROM, null, " ", "")))
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

    @Test
    void weightsConditionsAndNewSignalsMayChange() {
        assertThat(ofCatalogue(NEXT)).isNull();
        assertThat(ofCatalogue(NEXT.replace("side: push, weight: 0.2", "side: push, weight: 0.7")))
                .isNull();
        assertThat(
                        ofCatalogue(
                                NEXT
                                        + "  - {id: 900, name: newly_found, on: clickstream.step_passed, side: friction, weight: 1, class: touch, phase: delight, department: service}\n"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name: touch, half_life_days: 7 | name: touch, half_life_days: 8 | 'classes' differ from version 1",
                "half_life_days: 7, saturation_per_day: 10 | half_life_days: 7, saturation_per_day: 11 | 'classes' differ",
                "typical_other_minor: 50000 | typical_other_minor: 50001 | 'revenue' differs from version 1",
                "id: 1, name: page_view | id: 901, name: page_viewed | signal 'page_view' (id 1) is missing",
                "weight: 0.2, class: touch | weight: 0.2, class: intent | 'page_view' (id 1) differs from version 1",
                "id: 7, name: inbound_call_answered, on: support.call_answered, when: {talk_s: | id: 7, name: inbound_call_answered, on: support.call_answered, when: {attribute.mood: | mood",
                "version: 9 | version: 10 | says version 10, the record version 9",
                "side: push | side: pull | the catalogue is not valid: "
            })
    void whatCanNotBeChangedExactlyIsRefusedWithItsField(String is, String becomes, String reason) {
        String text = NEXT.replace(is, becomes);

        assertThat(text).isNotEqualTo(NEXT);
        assertThat(ofCatalogue(text)).contains(reason);
    }

    @Test
    void aVersionFollowsTheOneBeforeItAndNotTheFile() {
        String signal =
                "  - {id: 900, name: newly_found, on: clickstream.step_passed, side: friction, weight: 1, class: touch, phase: delight, department: service}\n";
        ControlRecord before = record(ControlKind.CATALOGUE, "catalogue", NEXT + signal, null);
        ControlRecord next = new ControlRecord(
                ControlKind.CATALOGUE, "catalogue", 10, FROM, null, "ann", NEXT.replace("version: 9", "version: 10"));

        assertThat(contents.problem(next, before)).contains("'newly_found' (id 900) is missing", "keep it");
    }

    @Test
    void thresholdsAndCalendarsMayChangeButNotWhatIsKept() {
        assertThat(ofDetectors("service: {calendar: {zone: Europe/Berlin}}")).isNull();
        assertThat(ofDetectors("clicks: {rage_clicks: 5, quick_back_within: 3 s}\ndeals: {idle_after: 7 d}"))
                .isNull();
        assertThat(ofDetectors("clicks: {visit_ends_after: 20 min}")).contains("clicks.visit_ends_after");
        assertThat(ofDetectors("clicks: {results_attribute: hits}")).contains("clicks.results_attribute");
        assertThat(ofDetectors("clicks: {rage_clicks: 0}")).contains("clicks.rage_clicks is turned");
        assertThat(ofDetectors("clicks: {dead_click_after: 2 s}")).contains("clicks.dead_click_after is turned");
        assertThat(ofDetectors("clicks: {forms: false}")).contains("clicks.forms is turned");
        assertThat(ofDetectors("clicks: {checkout_left_after: 0 s}")).contains("clicks.checkout_left_after is turned");
        assertThat(ofDetectors("service: {repeat_contact_within: 100 h}")).contains("is longer than before");
        assertThat(ofDetectors("clicks: {rage_clics: 5}")).contains("the detectors are not valid: ");
    }

    @Test
    void aModelHasANameOfItsOwn() {
        assertThat(problem(record(ControlKind.MODEL, "model", MODEL, null))).contains("as the one before it");
        assertThat(problem(record(
                        ControlKind.MODEL, "model", MODEL.replaceFirst("version: .*", "version: another"), null)))
                .isNull();
        assertThat(problem(record(ControlKind.MODEL, "other", MODEL, null))).contains("must be 'model'");
        assertThat(problem(record(ControlKind.MODEL, "model", "version: 1", null)))
                .contains("the model is not valid");
    }

    private @Nullable String ofCatalogue(String text) {
        return problem(record(ControlKind.CATALOGUE, "catalogue", text, null));
    }

    private @Nullable String ofDetectors(String text) {
        return problem(record(ControlKind.DETECTORS, "detectors", text, null));
    }

    private @Nullable String problem(ControlRecord record) {
        return contents.problem(record, null);
    }

    private static ControlRecord record(ControlKind kind, String id, String content, @Nullable Long until) {
        return new ControlRecord(kind, id, 9, FROM, until, "ann", content);
    }
}
