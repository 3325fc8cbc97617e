package io.flywheel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What pages promise about the project is true of its files: links, commands, versions, headings. */
class PapersTest {

    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final int README_LINES = 100;
    private static final int DECISION_LINES = 90;

    static Stream<Path> pages() {
        return Project.pages().stream();
    }

    static Stream<Path> decisions() {
        return Project.pagesIn("docs/decisions").stream();
    }

    static Stream<Path> runbooks() {
        return Project.pagesIn("docs/runbooks").stream();
    }

    @Test
    void theReadmeIsShortAndShowsThePictureTheLicenceAndTheLimitsFirst() {
        List<String> lines = Project.text("README.md").lines().toList();
        assertThat(lines).hasSizeLessThan(README_LINES);
        assertThat(String.join("\n", lines.subList(0, 15)))
                .contains("docs/pictures/wheel.svg", "Apache-2.0", "**Limits today:**");
    }

    @ParameterizedTest
    @CsvSource({"demo, ./flywheel demo", "tests, mvn -B verify"})
    void theReadmeGivesTheCommandsInOneLineEach(String name, String command) {
        assertThat(Project.text("README.md"))
                .containsOnlyOnce("<!-- command: " + name + " -->\n```sh\n" + command + "\n```\n");
    }

    @Test
    void whatTheReadmeSaysToRunIsThere() {
        assertThat(Project.file("flywheel")).isExecutable();
        assertThat(Project.file(".ci/run")).isExecutable();
        assertThat(Project.file(".ci/reproducible")).isExecutable();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) {
        String text = FENCED.matcher(Project.text(page)).replaceAll("");
        List<String> broken = new ArrayList<>();
        LINK.matcher(text).results().map(link -> link.group(1)).forEach(target -> {
            if (!target.startsWith("https://") && !leadsSomewhere(page, target)) {
                broken.add(target);
            }
        });
        assertThat(broken).as("broken links of %s", Project.nameOf(page)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nothingIsLeftToBeWritten(Path page) {
        assertThat(Project.text(page)).as(Project.nameOf(page)).doesNotContain("TO" + "DO", "FIX" + "ME", "TBD");
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void aDecisionSaysStatusContextDecisionAndConsequences(Path decision) {
        String text = Project.text(decision);
        String number = decision.getFileName().toString().substring(0, 4);
        assertThat(text)
                .startsWith("# " + number + ": ")
                .containsPattern("(?m)^Status: (accepted|superseded by \\d{4})$");
        assertThat(headings(text)).containsExactly("Context", "Decision", "Consequences");
        assertThat(text.lines()).hasSizeLessThan(DECISION_LINES);
    }

    @Test
    void decisionsAreNumberedWithoutGapsAndListed() {
        String list = Project.text("docs/decisions/0001-record-decisions.md");
        List<Path> decisions = decisions().toList();
        assertThat(decisions).isNotEmpty();
        for (int i = 0; i < decisions.size(); i++) {
            String file = decisions.get(i).getFileName().toString();
            assertThat(file).startsWith(String.format(Locale.ROOT, "%04d-", i + 1));
            assertThat(i == 0 || list.contains("(" + file + ")"))
                    .as("0001 lists %s", file)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void aRunbookHasTheFiveHeadings(Path runbook) {
        assertThat(headings(Project.text(runbook)))
                .as(Project.nameOf(runbook))
                .containsExactly("Symptom", "Check", "Act", "Verify", "Escalate");
    }

    @Test
    void theChangelogSaysWhatBecomesOfSavepointsInEveryRelease() {
        String[] releases = Project.text("CHANGELOG.md").split("(?m)^## ");
        assertThat(releases.length).isGreaterThan(1);
        for (int i = 1; i < releases.length; i++) {
            assertThat(releases[i]).as("release %d", i).containsPattern("(?m)^Savepoints: \\S");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Flink, version.flink",
        "Kafka connector, version.flink.kafka",
        "'Kafka clients, embedded broker', version.kafka",
        "Avro, version.avro",
        "PostgreSQL driver, version.postgresql",
        "Jackson, version.jackson",
        "Java, maven.compiler.release"
    })
    void versionsInTheDecisionAreThoseOfTheBuild(String part, String property) {
        assertThat(Project.text("docs/decisions/0002-version-set.md"))
                .contains("| " + part + " | " + versionOf(property) + " |");
    }

    @Test
    void theReadmeNamesTheVersionOfFlinkThatIsUsed() {
        assertThat(Project.text("README.md"))
                .contains("Apache Flink " + versionOf("version.flink"))
                .contains("JDK " + versionOf("maven.compiler.release"));
    }

    private static String versionOf(String property) {
        return Pattern.compile("<" + Pattern.quote(property) + ">([^<]+)<")
                .matcher(Project.text("pom.xml"))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> headings(String text) {
        return Pattern.compile("(?m)^## (.+)$")
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static boolean leadsSomewhere(Path page, String target) {
        int mark = target.indexOf('#');
        Path file = mark == 0
                ? page
                : page.resolveSibling(mark < 0 ? target : target.substring(0, mark))
                        .normalize();
        if (!Files.exists(file) || mark < 0) {
            return Files.exists(file);
        }
        String anchor = target.substring(mark + 1);
        return Pattern.compile("(?m)^#+ (.+)$")
                .matcher(Project.text(file))
                .results()
                .anyMatch(heading -> anchorOf(heading.group(1)).equals(anchor));
    }

    private static String anchorOf(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }
}
