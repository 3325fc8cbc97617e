package io.flywheel.app.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of a view as values by column: counts as Long, measures as Double, exact numbers without trailing zeros, texts as List, days as LocalDate, times as Instant, documents as JSON. */
final class ViewRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ViewRows() {}

    /** A row of these columns and values, in turn. */
    static Map<String, @Nullable Object> row(@Nullable Object... columnsAndValues) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            row.put(String.valueOf(columnsAndValues[i]), columnsAndValues[i + 1]);
        }
        return row;
    }

    static Object json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + text, e);
        }
    }

    static List<Map<String, @Nullable Object>> of(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.put(result.getMetaData().getColumnName(i), value(result, i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static @Nullable Object value(ResultSet result, int column) throws SQLException {
        if (result.getObject(column) == null) {
            return null;
        }
        return switch (result.getMetaData().getColumnTypeName(column)) {
            case "date" -> result.getObject(column, LocalDate.class);
            case "timestamptz" -> result.getObject(column, OffsetDateTime.class).toInstant();
            case "numeric" -> result.getBigDecimal(column).stripTrailingZeros();
            case "_text" -> List.of((String[]) result.getArray(column).getArray());
            case "jsonb" -> json(result.getString(column));
            default -> result.getObject(column);
        };
    }
}
