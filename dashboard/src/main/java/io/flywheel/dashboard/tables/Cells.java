package io.flywheel.dashboard.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns rows of the database into cells of an {@link Answer}. */
final class Cells {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Cells() {}

    static Answer all(ResultSet rows) throws SQLException {
        ResultSetMetaData form = rows.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= form.getColumnCount(); column++) {
            columns.add(form.getColumnLabel(column));
        }
        List<List<@Nullable Object>> all = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable Object> cells = new ArrayList<>(columns.size());
            for (int column = 1; column <= columns.size(); column++) {
                cells.add(cell(rows, column, form.getColumnTypeName(column)));
            }
            all.add(Collections.unmodifiableList(cells));
        }
        return Answer.of(columns, all);
    }

    private static @Nullable Object cell(ResultSet row, int column, String type) throws SQLException {
        return switch (type) {
            case "timestamptz" -> moment(row.getObject(column, OffsetDateTime.class));
            case "date" -> day(row.getObject(column, LocalDate.class));
            case "json", "jsonb" -> tree(row.getString(column));
            case "_text" -> texts(row.getArray(column));
            case "float8", "float4" -> finite(row.getObject(column));
            default -> row.getObject(column);
        };
    }

    private static @Nullable Object moment(@Nullable OffsetDateTime moment) {
        if (moment == null) {
            return null;
        }
        // infinity, which says that an input has ended
        if (moment.isEqual(OffsetDateTime.MAX) || moment.isEqual(OffsetDateTime.MIN)) {
            return "infinity";
        }
        return moment.withOffsetSameInstant(ZoneOffset.UTC).toInstant().toString();
    }

    private static @Nullable Object day(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static @Nullable Object texts(@Nullable Array array) throws SQLException {
        return array == null ? null : Arrays.asList((Object[]) array.getArray());
    }

    private static @Nullable Object finite(@Nullable Object number) {
        return number instanceof Number value && !Double.isFinite(value.doubleValue()) ? null : number;
    }

    private static @Nullable Object tree(@Nullable String text) {
        try {
            return text == null ? null : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL gives no other JSON than well-formed JSON", e);
        }
    }
}
