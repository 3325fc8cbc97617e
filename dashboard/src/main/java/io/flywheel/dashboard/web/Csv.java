package io.flywheel.dashboard.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.flywheel.dashboard.tables.Answer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer as a table for a spreadsheet, with a line of headings. */
final class Csv {

    private static final String STARTS_A_FORMULA = "=+-@\t\r";

    private Csv() {}

    static String of(Answer answer) {
        StringWriter text = new StringWriter();
        // what the writer gathers reaches the text when it is closed
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            writer.writeRecord(answer.columns());
            for (List<@Nullable Object> row : answer.rows()) {
                writer.writeRecord(row.stream().map(Csv::cell).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory takes whatever is written", e);
        }
        return text.toString();
    }

    /** A text that a spreadsheet would run as a formula gets a mark in front; numbers stay numbers. */
    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value instanceof List<?> list
                ? String.join(" ", list.stream().map(String::valueOf).toList())
                : value.toString();
        boolean runs = !(value instanceof Number) && !text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0;
        return runs ? "'" + text : text;
    }
}
