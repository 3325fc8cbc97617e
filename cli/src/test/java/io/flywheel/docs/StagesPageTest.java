package io.flywheel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.app.postgres.PostgresAccess;
import io.flywheel.app.postgres.PostgresSettings;
import io.flywheel.app.postgres.PostgresSink;
import io.flywheel.app.postgres.SecretSource;
import io.flywheel.local.JobKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/reference/tables.md says of every table which stage promises its rows, or that none does. */
class StagesPageTest {

    private static final String PROGRESS = "pipeline_freshness";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([a-z, ]+) \\| (`[^|]+`) \\|$");
    private static final Pattern NOT_PROMISED = Pattern.compile("(?m)^- (`\\w+`(?:, `\\w+`)*): ");
    /** What stages write beside what they promise: how far they are, and that they have let go of somebody. */
    private static final Set<String> UNTIMED = Set.of(PROGRESS, "erasure_step");

    private static final Pattern NAME = Pattern.compile("`(\\w+)`");
    private static final Pattern TABLE = Pattern.compile("(?m)^## Table (\\w+)$");
    private static final PostgresSettings SETTINGS = PostgresSettings.of(
            new PostgresAccess("jdbc:postgresql://db:5432/crm", "flywheel_writer", SecretSource.literal("secret")));

    private final String page = Project.text("docs/reference/tables.md");

    @Test
    void stagesPromiseTheTablesThatTheyWrite() {
        List<String> written = ROW.matcher(page)
                .results()
                .map(row -> row.group(1) + " by " + row.group(2) + ": " + names(row.group(3)))
                .toList();

        Map<String, PostgresSink<?>> sinks = Map.of(
                "customers", PostgresSink.customers(SETTINGS),
                "quality", PostgresSink.quality(SETTINGS),
                "wheel", PostgresSink.wheel(SETTINGS),
                "windows", PostgresSink.windows(SETTINGS),
                "growth", PostgresSink.growth(SETTINGS),
                "hotspots", PostgresSink.hotspots(SETTINGS),
                "spikes", PostgresSink.spikes(SETTINGS),
                "alerts", PostgresSink.alerts(SETTINGS));
        List<String> expected = new ArrayList<>();
        for (String stage : JobKind.PIPELINE.stages()) {
            List<String> tables = tables(Objects.requireNonNull(sinks.get(stage), stage));
            assertThat(tables).as(stage).contains(PROGRESS);
            expected.add(stage + " by " + jobs(stage) + ": "
                    + tables.stream().filter(table -> !UNTIMED.contains(table)).toList());
        }
        assertThat(written).containsExactlyElementsOf(expected);
    }

    @Test
    void everyTableIsPromisedOrSaidToBeNot() {
        TreeSet<String> told = new TreeSet<>(List.of(PROGRESS));
        ROW.matcher(page).results().forEach(row -> told.addAll(names(row.group(3))));
        NOT_PROMISED.matcher(page).results().forEach(line -> told.addAll(names(line.group(1))));

        assertThat(TABLE.matcher(page).results().map(heading -> heading.group(1)))
                .containsExactlyInAnyOrderElementsOf(told);
    }

    private static String jobs(String stage) {
        return Stream.of(JobKind.values())
                .filter(kind -> kind.stages().contains(stage))
                .map(JobKind::toString)
                .collect(Collectors.joining(", "));
    }

    private static List<String> tables(PostgresSink<?> sink) {
        return sink.getLineageVertex().datasets().stream()
                .map(table -> table.name().replaceFirst("^flywheel\\.", ""))
                .toList();
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell).results().map(name -> name.group(1)).toList();
    }
}
