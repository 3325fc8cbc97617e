package io.flywheel.local.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code flywheel_window}.
 *
 * <p><b>Shape:</b> a map from column to value like any other row; it keeps the figures only and makes the values when asked, for there are millions of rows.
 */
final class WindowRow extends AbstractMap<String, Object> {

    private static final int PUSH = Side.PUSH.ordinal();
    private static final int FRICTION = Side.FRICTION.ordinal();
    private static final Map<String, Function<WindowRow, Object>> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("grain", row -> row.grain.word);
        COLUMNS.put("window_start", row -> Instant.ofEpochMilli(row.end - row.grain.lengthMillis));
        COLUMNS.put("dim_type", row -> row.type);
        COLUMNS.put("dim_value", row -> row.value);
        COLUMNS.put("window_end", row -> Instant.ofEpochMilli(row.end));
        COLUMNS.put("pushes", row -> row.pushes);
        COLUMNS.put("frictions", row -> row.frictions);
        COLUMNS.put("push_points", row -> points(row.pushThousandths));
        COLUMNS.put("friction_points", row -> points(row.frictionThousandths));
        COLUMNS.put("velocity", row -> row.pushThousandths / 1e3 / row.grain.days());
        COLUMNS.put("friction", row -> row.frictionThousandths / 1e3 / row.grain.days());
        COLUMNS.put("velocity_weighted", row -> row.weighted / 1e6 / row.grain.days());
        COLUMNS.put("momentum", row -> (row.weighted / 1e6 - row.frictionThousandths / 1e3) / row.grain.days());
        COLUMNS.put(
                "by_phase",
                row -> json(Stream.of(Phase.values()).map(Phase::word).toList(), row.byPhase));
        COLUMNS.put(
                "by_department",
                row -> json(Stream.of(Department.values()).map(Department::word).toList(), row.byDepartment));
        COLUMNS.put("customers_active", row -> (long) row.customers);
        COLUMNS.put("mass_avg", row -> row.ofCustomers(row.massThousandths / 1e3 / row.customers));
        COLUMNS.put("index_p10", row -> row.ofCustomers(row.lowHalves / 2.0));
        COLUMNS.put("index_p50", row -> row.ofCustomers(row.middleHalves / 2.0));
        COLUMNS.put("index_p90", row -> row.ofCustomers(row.highHalves / 2.0));
        COLUMNS.put("customers_red", row -> (long) row.red);
        COLUMNS.put("customers_yellow", row -> (long) row.customers - row.red - row.green);
        COLUMNS.put("customers_green", row -> (long) row.green);
    }

    private final WheelGrain grain;
    private final long end;
    private final String type;
    private final String value;
    private final long pushes;
    private final long frictions;
    private final long pushThousandths;
    private final long frictionThousandths;
    private final long weighted;
    private final long[] byPhase;
    private final long[] byDepartment;
    private final long massThousandths;
    private final int customers;
    private final int lowHalves;
    private final int middleHalves;
    private final int highHalves;
    private final int red;
    private final int green;

    WindowRow(WheelGrain grain, long end, String type, String value, WindowSums sums) {
        this.grain = grain;
        this.end = end;
        this.type = type;
        this.value = value;
        this.pushes = sums.signals[PUSH];
        this.frictions = sums.signals[FRICTION];
        this.pushThousandths = sums.points[PUSH];
        this.frictionThousandths = sums.points[FRICTION];
        this.byPhase = sums.byPhase;
        this.byDepartment = sums.byDepartment;
        this.weighted = sums.weighted;
        this.customers = sums.customers();
        this.massThousandths = sums.massThousandths();
        int[] halves = sums.indexHalves();
        this.lowHalves = nearestRank(halves, 10);
        this.middleHalves = nearestRank(halves, 50);
        this.highHalves = nearestRank(halves, 90);
        this.red = (int) IntStream.of(halves).filter(half -> half <= 2 * 50).count();
        this.green = (int) IntStream.of(halves).filter(half -> half > 2 * 75).count();
    }

    /** A number that there is only if somebody is there. */
    private Object ofCustomers(double number) {
        return customers == 0 ? ExpectedTables.NULL : (Object) number;
    }

    /** The least of the values that at least so many of a hundred do not exceed; 0 without any. */
    static int nearestRank(int[] sorted, int percent) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) (((long) sorted.length * percent + 99) / 100);
        return sorted[rank - 1];
    }

    private static BigDecimal points(long thousandths) {
        return BigDecimal.valueOf(thousandths, 3);
    }

    private static JsonNode json(List<String> words, long[] thousandths) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < words.size(); i++) {
            json.putObject(words.get(i))
                    .put("push", points(thousandths[i * 2 + PUSH]))
                    .put("friction", points(thousandths[i * 2 + FRICTION]));
        }
        return json;
    }

    @Override
    public @Nullable Object get(Object column) {
        Function<WindowRow, Object> reading = COLUMNS.get(column);
        return reading == null ? null : reading.apply(this);
    }

    @Override
    public boolean containsKey(Object column) {
        return COLUMNS.containsKey(column);
    }

    @Override
    public Set<String> keySet() {
        return Collections.unmodifiableSet(COLUMNS.keySet());
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Set<Entry<String, Object>> entries = new LinkedHashSet<>();
        COLUMNS.forEach((column, reading) -> entries.add(Map.entry(column, reading.apply(this))));
        return entries;
    }
}
