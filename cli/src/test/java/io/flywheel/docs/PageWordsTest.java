package io.flywheel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.domain.alert.Unit;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The live page speaks each of its languages whole, and knows the product's own rules and reasons in each. */
class PageWordsTest {

    private static final String PAGE = "dashboard/src/main/resources/io/flywheel/dashboard/page/messages.";
    private static final String RULES = "jobs/app/src/main/resources/io/flywheel/app/rules/rules.yaml";
    private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");
    /** What English says by its codes, or as the rule itself says it. */
    private static final List<String> ENGLISH_AS_IT_IS = List.of("signal.", "says.");

    @Test
    void bothLanguagesSayTheSame() throws IOException {
        Map<String, String> english = words("en");
        Map<String, String> german = words("de");
        Set<String> onlyGerman = new TreeSet<>(german.keySet());
        onlyGerman.removeAll(english.keySet());

        assertThat(german.keySet()).containsAll(english.keySet());
        assertThat(onlyGerman).allMatch(key -> ENGLISH_AS_IT_IS.stream().anyMatch(key::startsWith));
        english.forEach((key, text) ->
                assertThat(places(String.valueOf(german.get(key)))).as(key).isEqualTo(places(text)));
    }

    @Test
    void everyRuleAndEveryReasonHasItsWords() throws IOException {
        Object rules = new Load(LoadSettings.builder().build()).loadFromString(Project.text(RULES));
        List<?> named = (List<?>) Objects.requireNonNull(((Map<?, ?>) rules).get("rules"));
        Set<String> names =
                named.stream().map(rule -> "rule." + value(rule, "name")).collect(Collectors.toSet());
        Set<String> sentences =
                named.stream().map(rule -> "says." + value(rule, "summary")).collect(Collectors.toSet());
        Set<String> reasons = Arrays.stream(RejectReason.values())
                .map(reason -> "reject." + reason.name())
                .collect(Collectors.toSet());

        assertThat(names).hasSizeGreaterThan(5);
        assertThat(words("en").keySet()).containsAll(names).containsAll(reasons);
        assertThat(words("de").keySet()).containsAll(names).containsAll(reasons).containsAll(sentences);
    }

    /** All but those that the browser knows itself, and those that are told without a word. */
    @Test
    void everyUnitOfAlertsHasItsWords() throws IOException {
        Set<Unit> withoutWords =
                EnumSet.of(Unit.SHARE, Unit.MINUTES, Unit.HOURS, Unit.DAYS, Unit.COUNT, Unit.CONDITION);
        Set<String> units = EnumSet.complementOf(EnumSet.copyOf(withoutWords)).stream()
                .map(unit -> "unit." + unit.word())
                .collect(Collectors.toSet());

        assertThat(units).hasSizeGreaterThan(3);
        assertThat(words("en").keySet()).containsAll(units);
    }

    private static String value(Object rule, String key) {
        return String.valueOf(((Map<?, ?>) rule).get(key));
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> words(String language) throws IOException {
        return new ObjectMapper().readValue(Project.text(PAGE + language + ".json"), new TypeReference<>() {});
    }
}
