package io.flywheel.local.evaluation.spikes;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.flywheel.domain.spike.SeriesBucket;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a series from a CSV file with the columns {@code timestamp} and {@code value}, in any order and among others.
 *
 * <p><b>Shape:</b> rows come back in the order of time; of several with the same time the first stands; rows without a time or a finite number are left out, and both are counted.
 *
 * <p><b>Errors:</b> {@link Failure} for a file that cannot be read or lacks a column.
 */
final class SeriesFile {

    private final TreeMap<Long, SeriesBucket> byTime = new TreeMap<>();
    private int skipped;
    private int duplicates;

    private SeriesFile() {}

    static RecordedSeries read(Path file, String name) {
        SeriesFile reading = new SeriesFile();
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .detectBomHeader(true)
                .ofCsvRecord(file)) {
            reading.read(csv.iterator(), file);
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw unreadable(file, Failure.wordsOf(e), e);
        }
        return new RecordedSeries(name, new ArrayList<>(reading.byTime.values()), reading.skipped, reading.duplicates);
    }

    private void read(Iterator<CsvRecord> rows, Path file) {
        List<String> header = rows.hasNext()
                ? rows.next().getFields().stream()
                        .map(field -> field.strip().toLowerCase(Locale.ROOT))
                        .toList()
                : List.of();
        int time = header.indexOf("timestamp");
        int value = header.indexOf("value");
        if (time < 0 || value < 0) {
            throw unreadable(file, "its first line has no columns timestamp and value but " + header, null);
        }
        while (rows.hasNext()) {
            add(rows.next().getFields(), time, value);
        }
    }

    private void add(List<String> row, int time, int value) {
        boolean complete = row.size() > Math.max(time, value);
        OptionalLong millis = complete ? SeriesTimes.millis(row.get(time)) : OptionalLong.empty();
        double amount = complete ? number(row.get(value)) : Double.NaN;
        if (millis.isEmpty() || !Double.isFinite(amount)) {
            skipped++;
        } else if (byTime.putIfAbsent(millis.getAsLong(), SeriesBucket.of(millis.getAsLong(), amount)) != null) {
            duplicates++;
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static Failure unreadable(Path file, String why, @Nullable Exception cause) {
        return new Failure(
                ErrorCode.INPUT_UNREADABLE,
                "the series " + file + " can not be read",
                why,
                "give CSV files whose first line names timestamp and value",
                cause);
    }
}
