package io.flywheel.docs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What a data contract may say, as far as ours says it: the standard refuses every other key, and every value of another type.
 *
 * <p><b>Source:</b> Open Data Contract Standard 3.1.0. Its JSON Schema is not part of this repository; these are its rules in our own words, and further
 * ones that no schema can state: what is promised of is a column that exists, and the columns of a key are counted from 1.
 */
final class ContractForm {

    private static final Predicate<Object> TEXT = ContractForm::isText;
    private static final Predicate<Object> WHOLE_NUMBER = Integer.class::isInstance;
    private static final Predicate<Object> YES_OR_NO = Boolean.class::isInstance;
    private static final Predicate<Object> LIST = ContractForm::isList;
    private static final Predicate<Object> PARTS = Map.class::isInstance;
    private static final Predicate<Object> SINGLE = ContractForm::isSingle;

    private static final Map<String, Predicate<Object>> IN_A_CONTRACT = Map.ofEntries(
            Map.entry("apiVersion", "v3.1.0"::equals),
            Map.entry("kind", "DataContract"::equals),
            Map.entry("id", TEXT),
            Map.entry("name", TEXT),
            Map.entry("version", TEXT),
            Map.entry("status", among("proposed", "draft", "active", "deprecated", "retired")),
            Map.entry("domain", TEXT),
            Map.entry("description", PARTS),
            Map.entry("servers", LIST),
            Map.entry("slaProperties", LIST),
            Map.entry("schema", LIST));
    private static final Map<String, Predicate<Object>> IN_A_DESCRIPTION =
            Map.of("purpose", TEXT, "usage", TEXT, "limitations", TEXT);
    /** One of PostgreSQL needs all of these; to be bound to a database only, without a port, is for others. */
    private static final Map<String, Predicate<Object>> IN_A_SERVER = Map.of(
            "server", TEXT,
            "type", "postgresql"::equals,
            "host", TEXT,
            "port", WHOLE_NUMBER,
            "database", TEXT,
            "schema", TEXT);

    private static final Map<String, Predicate<Object>> IN_A_PROMISE =
            Map.of("property", TEXT, "value", SINGLE, "unit", TEXT, "element", TEXT, "description", TEXT);
    private static final Map<String, Predicate<Object>> IN_A_RELATION = Map.of(
            "name", TEXT,
            "logicalType", "object"::equals,
            "physicalType", among("table", "view"),
            "physicalName", TEXT,
            "description", TEXT,
            "properties", LIST);
    private static final Map<String, Predicate<Object>> IN_A_COLUMN = Map.of(
            "name", TEXT,
            "logicalType",
                    among("string", "date", "timestamp", "time", "number", "integer", "object", "array", "boolean"),
            "physicalType", TEXT,
            "required", YES_OR_NO,
            "primaryKey", YES_OR_NO,
            "primaryKeyPosition", WHOLE_NUMBER,
            "description", TEXT);
    private static final Set<String> ONLY_IN_A_KEY = Set.of("primaryKey", "primaryKeyPosition");

    private final List<String> problems = new ArrayList<>();

    private ContractForm() {}

    private static boolean isText(Object value) {
        return value instanceof String text && !text.isBlank();
    }

    private static boolean isList(Object value) {
        return value instanceof List<?> list && !list.isEmpty();
    }

    private static boolean isSingle(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    static Map<?, ?> read(String text) {
        return (Map<?, ?>)
                Objects.requireNonNull(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    /** Everything that is wrong with a contract, each with its place. */
    static List<String> problems(Map<?, ?> contract) {
        ContractForm form = new ContractForm();
        form.check(contract);
        return form.problems;
    }

    private void check(Map<?, ?> contract) {
        holds(contract, "contract", IN_A_CONTRACT, Set.of());
        holds(parts(contract.get("description")), "description", IN_A_DESCRIPTION, Set.of());
        for (Map<?, ?> server : list(contract.get("servers"))) {
            holds(server, "server", IN_A_SERVER, Set.of());
        }
        Set<String> columns = new HashSet<>();
        Set<String> relations = new HashSet<>();
        for (Map<?, ?> relation : list(contract.get("schema"))) {
            String name = String.valueOf(relation.get("name"));
            once(relations.add(name), name);
            columns.addAll(relation(relation, name));
        }
        for (Map<?, ?> promise : list(contract.get("slaProperties"))) {
            holds(promise, "promise", IN_A_PROMISE, Set.of());
            String element = String.valueOf(promise.get("element"));
            if (!columns.contains(element)) {
                problems.add("promise: no column " + element);
            }
        }
    }

    private Set<String> relation(Map<?, ?> relation, String name) {
        holds(relation, name, IN_A_RELATION, Set.of());
        Set<String> columns = new HashSet<>();
        Set<Object> positions = new TreeSet<>();
        int keys = 0;
        for (Map<?, ?> column : list(relation.get("properties"))) {
            String place = name + "." + column.get("name");
            once(columns.add(place), place);
            holds(column, place, IN_A_COLUMN, ONLY_IN_A_KEY);
            if (Boolean.TRUE.equals(column.get("primaryKey"))) {
                keys++;
                if (column.get("primaryKeyPosition") instanceof Integer position) {
                    positions.add(position);
                }
            } else if (column.containsKey("primaryKeyPosition")) {
                problems.add(place + ": a position in a key that it is no part of");
            }
        }
        for (int position = 1; position <= keys; position++) {
            if (!positions.contains(position)) {
                problems.add(name + ": its key has no column " + position);
            }
        }
        return columns;
    }

    private void once(boolean isNew, String name) {
        if (!isNew) {
            problems.add(name + ": twice");
        }
    }

    private void holds(Map<?, ?> part, String place, Map<String, Predicate<Object>> allowed, Set<String> optional) {
        Set<String> keys = part.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
        for (Map.Entry<String, Predicate<Object>> rule : allowed.entrySet()) {
            Object value = part.get(rule.getKey());
            boolean isMissing = value == null && !keys.contains(rule.getKey());
            if (isMissing
                    ? !optional.contains(rule.getKey())
                    : value == null || !rule.getValue().test(value)) {
                problems.add(place + ": " + rule.getKey() + " is " + value);
            }
        }
        keys.removeAll(allowed.keySet());
        keys.forEach(key -> problems.add(place + ": unknown " + key));
    }

    private static Predicate<Object> among(String... values) {
        return Set.<Object>of((Object[]) values)::contains;
    }

    private static Map<?, ?> parts(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<Map<?, ?>> list(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().<Map<?, ?>>map(ContractForm::parts).toList()
                : List.of();
    }
}
