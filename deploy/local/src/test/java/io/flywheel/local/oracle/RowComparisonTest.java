package io.flywheel.local.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowComparisonTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEADER = "customer_id,mass,total,seen,next_crossing_at,account,ids,decay,standing\n";
    private static final String ROW =
            "c1,1.5,2.500,2024-05-10T12:00:00.000000Z,2024-05-11T12:00:00.000000Z,,\"{a,\"\"b,c\"\"}\","
                    + "\"{\"\"fast\"\": {\"\"m\"\": 2.0, \"\"u\"\": 5}}\",[]\n";

    @TempDir
    private Path directory;

    @Test
    void findsNothingWhereNothingDiffers() throws IOException {
        assertThat(compared(HEADER + ROW).differences()).isEmpty();
        assertThat(compared(HEADER + ROW).isSame()).isTrue();
    }

    @ParameterizedTest(name = "{0} instead of {1} is the same")
    @CsvSource(
            delimiter = '|',
            value = {
                "1.5000000009|1.5",
                "2.5|2.500",
                "2024-05-10 12:00:00+00|2024-05-10T12:00:00.000000Z",
                "2024-05-11T12:00:01.999000Z|2024-05-11T12:00:00.000000Z",
                "2.0000000001, \"\"u|2.0, \"\"u",
                "{\"\"slow\"\": {\"\"m\"\": 1e-10}, \"\"fast|{\"\"fast"
            })
    void toleratesRounding(String instead, String of) throws IOException {
        assertThat(compared(HEADER + ROW.replace(of, instead)).differences()).isEmpty();
    }

    @ParameterizedTest(name = "{0} instead of {1} is told")
    @CsvSource(
            delimiter = '|',
            value = {
                "1.50001|1.5|mass: should be 1.5, is 1.50001",
                "2.501|2.500|total: should be 2.500, is 2.501",
                "2024-05-10T12:00:00.001000Z|2024-05-10T12:00:00.000000Z|seen: should be 2024-05-10T12:00:00Z",
                "2024-05-11T12:00:02.001000Z|2024-05-11T12:00:00.000000Z|next_crossing_at: should be",
                "Z,acme,|Z,,|account: should be null, is acme",
                "{b,|{a,|ids: should be [a, b,c]",
                "2.1, \"\"u|2.0, \"\"u|decay: should be",
                ": 6}|: 5}|decay: should be",
                "[1]|[]|standing: should be []"
            })
    void tellsADifference(String instead, String of, String told) throws IOException {
        RowComparison comparison = compared(HEADER + ROW.replace(of, instead));
        assertThat(comparison.isSame()).isFalse();
        assertThat(comparison.differences()).hasSize(1);
        assertThat(comparison.toString())
                .startsWith("1 differences, first:\ncustomer [c1] ")
                .contains(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEADER + "|the row is missing",
                HEADER + ROW + ROW + "|the row is there twice",
                "customer_id\nc1\n|columns should be"
            })
    void tellsMissingAndSurplusRowsAndColumns(String fileAndWords) throws IOException {
        int bar = fileAndWords.indexOf('|');
        assertThat(compared(fileAndWords.substring(0, bar)).toString()).contains(fileAndWords.substring(bar + 1));
    }

    @Test
    void tellsARowThatShouldNotBeThere() throws IOException {
        assertThat(compared(HEADER + ROW + ROW.replace("c1", "c2")).differences())
                .containsExactly("customer [c2]: the row should not be there");
    }

    private RowComparison compared(String csv) throws IOException {
        Files.writeString(directory.resolve("customer.csv"), csv);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("customer_id", "c1");
        row.put("mass", 1.5);
        row.put("total", new BigDecimal("2.500"));
        row.put("seen", Instant.parse("2024-05-10T12:00:00Z"));
        row.put("next_crossing_at", Instant.parse("2024-05-11T12:00:00Z"));
        row.put("account", ExpectedTables.NULL);
        row.put("ids", List.of("a", "b,c"));
        row.put("decay", JSON.readTree("{\"fast\": {\"m\": 2.0, \"u\": 5}}"));
        row.put("standing", JSON.readTree("[]"));
        return RowComparison.of(
                new ExpectedTables(
                        Map.of("customer", List.of(row)), new ExpectedTables.Tally(1, 1, 0, 0, new TreeMap<>())),
                directory);
    }
}
