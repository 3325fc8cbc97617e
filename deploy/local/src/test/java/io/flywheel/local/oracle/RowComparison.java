package io.flywheel.local.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the rows that are with the rows that should be.
 *
 * <p>Doubles may differ by 1e-9 of their size, and by 1e-9 at least; {@code next_crossing_at} by two seconds; an amount in {@code decay} that is as good as zero may be missing. All else must
 * be equal.
 *
 * <p><b>Shape:</b> the dump of a table is a CSV file {@code TABLE.csv} with a header; columns that the oracle does not know are an error, as are missing ones.
 */
public final class RowComparison {

    private static final double TOLERANCE = 1e-9;
    private static final Duration CROSSING_TOLERANCE = Duration.ofSeconds(2);
    private static final int SHOWN = 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ELEMENT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|[^,{}]+");
    private static final Pattern SHORT_OFFSET = Pattern.compile("[+-]\\d\\d$");

    private final List<String> differences = new ArrayList<>();
    private long found;

    private RowComparison() {}

    /** Compares every table with its file in the directory. */
    public static RowComparison of(ExpectedTables expected, Path directory) throws IOException {
        RowComparison comparison = new RowComparison();
        for (String table : new TreeSet<>(expected.rows().keySet())) {
            comparison.compareTable(table, expected.table(table), directory.resolve(table + ".csv"));
        }
        return comparison;
    }

    /** The first differences in words; empty if there are none. */
    public List<String> differences() {
        return differences;
    }

    public boolean isSame() {
        return found == 0;
    }

    @Override
    public String toString() {
        return found + " differences" + (differences.isEmpty() ? "" : ", first:\n" + String.join("\n", differences));
    }

    private void compareTable(String table, List<Map<String, Object>> expected, Path file) throws IOException {
        Map<List<String>, Map<String, Object>> wanted = new LinkedHashMap<>();
        List<String> key = ExpectedTables.key(table);
        for (Map<String, Object> row : expected) {
            wanted.put(
                    key.stream().map(column -> String.valueOf(row.get(column))).toList(), row);
        }
        Set<List<String>> seen = new HashSet<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                List<String> itsKey = key.stream()
                        .map(column -> keyText(column, row.getField(column)))
                        .toList();
                Map<String, Object> want = wanted.get(itsKey);
                if (!seen.add(itsKey)) {
                    differ(table + " " + itsKey + ": the row is there twice");
                } else if (want == null) {
                    // that something was told and taken back at all depends on the order of arrival
                    if (!isTakenBack(table, row)) {
                        differ(table + " " + itsKey + ": the row should not be there");
                    }
                } else {
                    compareRow(table + " " + itsKey, want, row);
                }
            }
        }
        wanted.keySet().stream()
                .filter(one -> !seen.contains(one))
                .forEach(one -> differ(table + " " + one + ": the row is missing"));
    }

    private static boolean isTakenBack(String table, NamedCsvRecord row) {
        return table.equals("friction_event") && row.getField("status").equals("retracted");
    }

    private static String keyText(String column, String text) {
        return column.endsWith("_start") ? instant(text).toString() : text;
    }

    private void compareRow(String where, Map<String, Object> want, NamedCsvRecord row) {
        Map<String, String> fields = row.getFieldsAsMap();
        if (!fields.keySet().equals(want.keySet())) {
            differ(where + ": columns should be " + want.keySet() + ", are " + fields.keySet());
            return;
        }
        want.forEach((column, value) -> {
            String text = fields.getOrDefault(column, "");
            if (!isSame(column, value, text)) {
                differ(where + " " + column + ": should be " + value + ", is " + text);
            }
        });
    }

    private static boolean isSame(String column, Object value, String text) {
        if (value == ExpectedTables.ANY) {
            return true;
        }
        if (value == ExpectedTables.NULL || text.isEmpty()) {
            return text.isEmpty() && (value == ExpectedTables.NULL || value.equals(""));
        }
        if (value instanceof Double number) {
            return isClose(number, Double.parseDouble(text));
        }
        if (value instanceof Instant moment) {
            Duration apart = Duration.between(moment, instant(text)).abs();
            return apart.compareTo(column.equals("next_crossing_at") ? CROSSING_TOLERANCE : Duration.ZERO) <= 0;
        }
        if (value instanceof BigDecimal || value instanceof Long) {
            return new BigDecimal(value.toString()).compareTo(new BigDecimal(text)) == 0;
        }
        if (value instanceof Boolean truth) {
            return text.equals(truth ? "t" : "f") || text.equals(truth.toString());
        }
        if (value instanceof List<?> texts) {
            return texts.equals(elements(text));
        }
        if (value instanceof JsonNode json) {
            return column.equals("decay") ? isSameDecay(json, parse(text)) : isSameJson(json, parse(text));
        }
        return value.toString().equals(text);
    }

    private static boolean isClose(double one, double other) {
        return Math.abs(one - other) <= TOLERANCE * Math.max(1, Math.abs(one));
    }

    /** PostgreSQL's way to write a time, or ISO 8601. */
    static Instant instant(String text) {
        String iso = text.replace(' ', 'T');
        return OffsetDateTime.parse(SHORT_OFFSET.matcher(iso).find() ? iso + ":00" : iso)
                .toInstant();
    }

    /** PostgreSQL's way to write a list of texts. */
    static List<String> elements(String text) {
        List<String> elements = new ArrayList<>();
        Matcher matcher = ELEMENT.matcher(text);
        while (matcher.find()) {
            String quoted = matcher.group(1);
            elements.add(quoted == null ? matcher.group() : quoted.replaceAll("\\\\(.)", "$1"));
        }
        return elements;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + text, e);
        }
    }

    private static boolean isSameDecay(JsonNode want, JsonNode is) {
        Set<String> names = new TreeSet<>();
        want.fieldNames().forEachRemaining(names::add);
        is.fieldNames().forEachRemaining(names::add);
        return names.stream().allMatch(name -> {
            if (want.has(name) && is.has(name)) {
                return isSameJson(want.path(name), is.path(name));
            }
            return Math.abs((want.has(name) ? want : is).path(name).path("m").asDouble()) <= TOLERANCE;
        });
    }

    private static boolean isSameJson(JsonNode want, JsonNode is) {
        if (want.isIntegralNumber()) {
            return is.isNumber() && want.decimalValue().compareTo(is.decimalValue()) == 0;
        }
        if (want.isNumber()) {
            return is.isNumber() && isClose(want.asDouble(), is.asDouble());
        }
        if (want.isArray()) {
            boolean same = is.isArray() && want.size() == is.size();
            for (int i = 0; same && i < want.size(); i++) {
                same = isSameJson(want.path(i), is.path(i));
            }
            return same;
        }
        if (want.isObject()) {
            Set<String> names = new TreeSet<>();
            want.fieldNames().forEachRemaining(names::add);
            return is.isObject()
                    && is.size() == names.size()
                    && names.stream().allMatch(name -> is.has(name) && isSameJson(want.path(name), is.path(name)));
        }
        return want.equals(is);
    }

    private void differ(String difference) {
        found++;
        if (differences.size() < SHOWN) {
            differences.add(difference);
        }
    }
}
