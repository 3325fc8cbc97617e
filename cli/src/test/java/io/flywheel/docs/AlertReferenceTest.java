package io.flywheel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.app.rules.RuleFile;
import io.flywheel.domain.alert.AlertCourse;
import io.flywheel.domain.alert.AlertReason;
import io.flywheel.domain.alert.AlertRule;
import io.flywheel.domain.alert.AlertStatus;
import io.flywheel.domain.alert.AlertStep;
import io.flywheel.domain.alert.AlertTerms;
import io.flywheel.domain.alert.Fact;
import io.flywheel.domain.alert.Reading;
import io.flywheel.domain.alert.RuleBook;
import io.flywheel.domain.alert.Scope;
import io.flywheel.domain.alert.Threshold;
import io.flywheel.domain.alert.Unit;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page on alerts: its truth table is tried row by row, its lists come from the code. */
class AlertReferenceTest {

    private static final String PAGE = "docs/reference/alerts.md";
    private static final String NOTHING = "–";
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long START = 1_767_614_400_000L;

    /** What can happen, as the table calls it. */
    private enum Happening {
        ON("value at the firing threshold"),
        BETWEEN("value between the thresholds"),
        OFF("value at the recovery threshold"),
        TIME("the span has passed"),
        CORRECTED("the beginning is corrected"),
        GONE("the rule is gone"),
        SILENCE("nothing is heard"),
        ACKNOWLEDGED("somebody acknowledges"),
        ERASED("the customer is erased");

        private final String words;

        Happening(String words) {
            this.words = words;
        }
    }

    record Row(AlertStatus status, String happening, boolean spans, String after, String reason) {

        static Row of(String line) {
            List<String> cells = Arrays.stream(line.split("\\|"))
                    .map(String::strip)
                    .filter(cell -> !cell.isEmpty())
                    .toList();
            return new Row(
                    AlertStatus.valueOf(cells.get(0).toUpperCase(Locale.ROOT)),
                    cells.get(1),
                    cells.get(2).equals("yes"),
                    cells.get(3),
                    cells.get(4));
        }
    }

    static Stream<Row> rows() {
        String text = Project.text(PAGE);
        return text.lines()
                .dropWhile(line -> !line.startsWith("| status | what happens |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(Row::of);
    }

    @Test
    void theTableHasARowForEachStatusAndEachThingThatCanHappen() {
        List<String> all = Arrays.stream(AlertStatus.values())
                .flatMap(status -> Arrays.stream(Happening.values()).map(its -> status + " " + its.words))
                .toList();
        assertThat(rows().map(row -> row.status() + " " + row.happening()).distinct())
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowIsWhatHappens(Row row) {
        Trial trial = new Trial(row.spans());
        trial.bringTo(row.status());
        List<AlertStep> steps = trial.happens(Arrays.stream(Happening.values())
                .filter(happening -> happening.words.equals(row.happening()))
                .findFirst()
                .orElseThrow());

        List<String> told = steps.stream()
                .map(step -> step.from().word() + " " + step.to().word() + " "
                        + step.reason().word())
                .toList();
        if (row.after().equals(NOTHING)) {
            assertThat(told).isEmpty();
            assertThat(row.reason()).isEqualTo(NOTHING);
            assertThat(trial.course.status()).isEqualTo(row.status());
        } else {
            assertThat(told).containsExactly(row.status().word() + " " + row.after() + " " + row.reason());
        }
    }

    /** One alert that is brought to a status, and then something happens. */
    private static final class Trial {
        private static final int SPAN = 10;
        private final AlertCourse course = new AlertCourse();
        private final boolean spans;
        private long now = START;

        Trial(boolean spans) {
            this.spans = spans;
        }

        private AlertTerms terms(long noDataMinutes) {
            long span = spans ? SPAN * MINUTE : 0;
            return new AlertTerms(new Threshold(true, 8, 4), span, span, noDataMinutes * MINUTE, 1, 1, 0);
        }

        void bringTo(AlertStatus status) {
            Consumer<AlertStep> nobody = step -> {};
            if (status == AlertStatus.INACTIVE) {
                return;
            }
            read(8, nobody);
            if (status != AlertStatus.PENDING) {
                now += SPAN * MINUTE;
                course.pass(terms(0), now, nobody);
            }
            if (status == AlertStatus.RECOVERING || status == AlertStatus.RESOLVED) {
                now += MINUTE;
                read(4, nobody);
            }
            if (status == AlertStatus.RESOLVED) {
                now += SPAN * MINUTE;
                course.pass(terms(0), now, nobody);
            }
            assertThat(course.status()).isEqualTo(status);
        }

        List<AlertStep> happens(Happening happening) {
            List<AlertStep> steps = new ArrayList<>();
            switch (happening) {
                case ON -> readLater(8, steps::add);
                case BETWEEN -> readLater(6, steps::add);
                case OFF -> readLater(4, steps::add);
                case TIME -> course.pass(terms(0), now + 3 * SPAN * MINUTE, steps::add);
                case CORRECTED -> course.read(terms(0), new Reading(START, 4, 1, true), steps::add);
                case GONE -> course.retire(now + MINUTE, steps::add);
                // sooner than the span
                case SILENCE -> {
                    now += MINUTE;
                    read(course.status() == AlertStatus.RECOVERING ? 4 : 6, steps::add);
                    course.pass(terms(2), now + 3 * MINUTE, steps::add);
                }
                case ERASED -> course.erase(now + MINUTE, steps::add);
                case ACKNOWLEDGED -> course.acknowledge("ann", now + MINUTE, steps::add);
            }
            return steps;
        }

        private void readLater(double value, Consumer<AlertStep> told) {
            now += MINUTE;
            read(value, told);
        }

        private void read(double value, Consumer<AlertStep> told) {
            course.read(terms(0), new Reading(now, value, 1, true), told);
        }
    }

    @Test
    void reasonsAreThoseOfTheCode() {
        MarkdownTable table = new MarkdownTable("reason", "meaning");
        for (AlertReason reason : AlertReason.values()) {
            table.row("`" + reason.word() + "`", reason.meaning());
        }
        DocumentedBlock.of(PAGE, "reasons").mustSay(table.text());
    }

    @Test
    void factsAreThoseOfTheCode() {
        StringBuilder text = new StringBuilder();
        for (Scope scope : Scope.values()) {
            MarkdownTable table = new MarkdownTable("about a " + scope.word(), "kind", "unit", "meaning");
            for (Fact fact : Fact.of(scope)) {
                table.row(
                        "`" + fact.word() + "`",
                        fact.kind().name().toLowerCase(Locale.ROOT),
                        word(Unit.of(fact)),
                        fact.meaning());
            }
            text.append(text.isEmpty() ? "" : "\n").append(table.text());
        }
        DocumentedBlock.of(PAGE, "facts").mustSay(text.toString());
    }

    @Test
    void unitsAreThoseOfTheCode() {
        MarkdownTable table = new MarkdownTable("unit", "meaning", "0.25 of it is told as");
        for (Unit unit : Unit.values()) {
            table.row(
                    word(unit),
                    unit.meaning(),
                    unit == Unit.CONDITION ? "whether the threshold is crossed" : Unit.told(unit, 0.25));
        }
        DocumentedBlock.of(PAGE, "units").mustSay(table.text());
    }

    private static String word(@Nullable Unit unit) {
        return unit == null ? NOTHING : "`" + unit.word() + "`";
    }

    @Test
    void theRulesThatComeWithTheJobsAreListedAndHaveARunbookEach() {
        RuleBook book = RuleFile.parse("rules.yaml", RuleFile.builtIn());
        MarkdownTable table = new MarkdownTable("rule", "about", "severity", "unit", "what it says", "runbook");
        for (AlertRule rule : book.rules()) {
            String grain = rule.grain() == null
                    ? ""
                    : " " + Objects.requireNonNull(rule.grain()).word();
            assertThat(rule.unit()).as(rule.name()).isNotNull();
            assertThat(Files.exists(Project.file(rule.runbook())))
                    .as(rule.runbook())
                    .isTrue();
            assertThat(Project.text(rule.runbook())).startsWith("# Alert " + rule.name() + "\n");
            table.row(
                    "`" + rule.name() + "`",
                    rule.scope().word() + grain,
                    rule.severity().word(),
                    word(rule.unit()),
                    rule.summary(),
                    "[what to do](" + rule.runbook().replace("docs/", "../") + ")");
        }
        DocumentedBlock.of(PAGE, "rules").mustSay(table.text());
    }
}
