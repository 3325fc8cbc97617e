package io.flywheel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The capacity guide says what the kept results of the benchmarks say, and what follows from them. */
class CapacityGuideTest {

    private static final double ROWS_OF_TABLES_A_CUSTOMER = 81_837 / 20_000.0;

    @Test
    void costsAndSizesFollowFromTheResults() {
        double eventMicros = number(cell("comparison", "ours, the job's default settings", 1));
        double rowsAnEvent = number(cell("comparison", "ours, the job's default settings", 3));
        double decodeMicros = number(cell("micro", "DecodeBenchmark.ours", 1)) / 1000;
        double rowMicros = number(cell("sink", "ours: binary COPY, one transaction a flush", 2));
        double rowMicrosInPostgres = number(cell("sink", "ours: binary COPY, one transaction a flush", 3));
        double bytes = number(cell("state", "invented, 20,000 customers, 28 days at 0.4 events/s", 3));

        MarkdownTable costs = new MarkdownTable("cost", "measured", "by");
        costs.row("an event in its customer, CPU", figure("%.2f µs", eventMicros), "`benchmarks/run comparison`");
        costs.row("a record decoded, CPU", figure("%.2f µs", decodeMicros), "`benchmarks/run micro`");
        costs.row("changed customers an event", figure("%.3f", rowsAnEvent), "`benchmarks/run comparison`");
        costs.row("a row of a table, CPU of the job", figure("%.2f µs", rowMicros), "`benchmarks/run sink`");
        costs.row(
                "a row of a table, CPU of PostgreSQL", figure("%.2f µs", rowMicrosInPostgres), "`benchmarks/run sink`");
        costs.row("a customer in state, median", figure("%,.0f B", bytes), "`benchmarks/run state`");

        MarkdownTable sizes = new MarkdownTable(
                "load", "cores for customers", "for decoding", "for the tables", "of PostgreSQL", "customers", "state");
        for (Load load :
                List.of(new Load(1_000, 100_000), new Load(50_000, 5_000_000), new Load(1_000_000, 100_000_000))) {
            double rows = load.eventsPerSecond() * rowsAnEvent * ROWS_OF_TABLES_A_CUSTOMER;
            sizes.row(
                    figure("%,.0f events/s", (double) load.eventsPerSecond()),
                    cores(load.eventsPerSecond() * eventMicros),
                    cores(load.eventsPerSecond() * decodeMicros),
                    cores(rows * rowMicros),
                    cores(rows * rowMicrosInPostgres),
                    figure("%,.0f", (double) load.customers()),
                    figure("%,.1f GB", load.customers() * bytes / 1e9));
        }
        DocumentedBlock.of("docs/guides/capacity.md", "capacity").mustSay(costs.text() + "\n" + sizes.text());
    }

    private record Load(long eventsPerSecond, long customers) {}

    private static String cores(double microsPerSecond) {
        return figure("%.2f", microsPerSecond / 1e6);
    }

    private static String figure(String form, double value) {
        return String.format(Locale.ROOT, form, value);
    }

    /** A cell of the kept result of a benchmark: by the first cell of its row, and the column's place from 0. */
    private static String cell(String benchmark, String row, int column) {
        List<String> found = Project.text("benchmarks/results/" + benchmark + ".md")
                .lines()
                .filter(line -> line.startsWith("| " + row + " |"))
                .toList();
        assertThat(found).as("row '%s' of the results of %s", row, benchmark).hasSize(1);
        return Arrays.stream(found.get(0).split("\\|"))
                .map(String::strip)
                .toList()
                .get(column + 1);
    }

    private static double number(String cell) {
        return Double.parseDouble(cell.split(" ")[0].replace(",", ""));
    }
}
