package io.flywheel.docs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table or view of the schema {@code flywheel}, with what its comments say.
 *
 * @param columns in their order
 */
record DescribedRelation(String name, boolean isView, String meaning, List<Column> columns) {

    private static final String ALL = """
            SELECT c.relname AS name, c.relkind = 'v' AS is_view, obj_description(c.oid, 'pg_class') AS meaning,
                   a.attname AS column_name, format_type(a.atttypid, a.atttypmod) AS type, col_description(a.attrelid, a.attnum) AS column_meaning,
                   a.attnotnull AS always, coalesce(array_position(i.indkey::smallint[], a.attnum) + 1, 0) AS key
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
            WHERE c.relnamespace = 'flywheel'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND c.relname <> 'flyway_schema_history'
            ORDER BY c.relkind = 'v', c.relname, a.attnum""";

    /**
     * One column.
     *
     * @param key place in the primary key from 1 on; 0 if it is not part of it
     */
    record Column(String name, String type, String meaning, boolean always, int key) {}

    static List<DescribedRelation> all(Connection connection) throws SQLException {
        List<DescribedRelation> relations = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ALL);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String name = rows.getString("name");
                if (relations.isEmpty()
                        || !relations.get(relations.size() - 1).name().equals(name)) {
                    relations.add(new DescribedRelation(
                            name, rows.getBoolean("is_view"), rows.getString("meaning"), new ArrayList<>()));
                }
                relations
                        .get(relations.size() - 1)
                        .columns()
                        .add(new Column(
                                rows.getString("column_name"),
                                rows.getString("type"),
                                rows.getString("column_meaning"),
                                rows.getBoolean("always"),
                                rows.getInt("key")));
            }
        }
        return relations;
    }
}
