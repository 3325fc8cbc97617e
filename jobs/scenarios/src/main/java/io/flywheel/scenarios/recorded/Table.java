package io.flywheel.scenarios.recorded;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A CSV file (RFC 4180, comma, double quotes) with a header, read row by row; a row is one line, for none of the sets has fields of
 * several lines.
 */
final class Table {

    private Table() {}

    /** Hands over row after row of a file that has at least the needed columns. */
    static void eachRow(Path file, List<String> needed, Consumer<Row> use) {
        EventFile.read(file, text -> eachRow(file, text, needed, use));
    }

    private static void eachRow(Path file, BufferedReader text, List<String> needed, Consumer<Row> use) {
        Place place = new Place(file, 1);
        try {
            // Widths are checked by Row, whose error names the place; here any width passes.
            Iterator<CsvRecord> records = CsvReader.builder()
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .ofCsvRecord(text)
                    .iterator();
            List<String> names = records.hasNext() ? records.next().getFields() : List.of();
            Header header = Header.of(names, needed, place);
            while (records.hasNext()) {
                CsvRecord record = records.next();
                place = new Place(file, record.getStartingLineNumber());
                requireOneLine(record, place);
                use.accept(new Row(header, record.getFields(), place));
            }
        } catch (CsvParseException problem) {
            throw place.unreadable(
                    "the line after this one is not CSV: " + problem.getMessage(), "check its quotes", problem);
        } catch (UncheckedIOException problem) {
            IOException cause = problem.getCause();
            throw EventFile.unreadable(place, cause == null ? new IOException(problem) : cause);
        }
    }

    // A quote that is never closed would otherwise swallow the rest of the file without a word.
    private static void requireOneLine(CsvRecord record, Place place) {
        for (String field : record.getFields()) {
            if (field.indexOf('\n') >= 0) {
                throw place.unreadable("", "every quote to be closed on its line", field, Row.CORRECT_IT);
            }
        }
    }
}
