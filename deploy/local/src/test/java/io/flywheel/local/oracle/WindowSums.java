package io.flywheel.local.oracle;

import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.SignalRule;
import io.flywheel.local.oracle.MidnightNumbers.Midnight;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the records of some time and one dimension value add up to, and who they belong to.
 *
 * <p><b>Units:</b> points in thousandths, those of pushes before those of friction; pushes times mass in millionths.
 */
final class WindowSums {

    /** The last time that a customer is in it, and what the customer was at the midnight before. */
    private record Last(long at, Midnight midnight) {}

    final long[] signals = new long[2];
    final long[] points = new long[2];
    final long[] byPhase = new long[Phase.values().length * 2];
    final long[] byDepartment = new long[Department.values().length * 2];
    long weighted;
    private final Map<Integer, Last> customers = new HashMap<>();

    /** Adds a record; without a midnight, nobody is there for it. */
    void add(WheelRecord record, long at, int customer, @Nullable Midnight midnight) {
        if (midnight != null) {
            see(customer, new Last(at, midnight));
        }
        SignalRule rule = record.rule();
        if (rule == null || !record.isImpulse()) {
            return;
        }
        int side = rule.side().ordinal();
        signals[side]++;
        points[side] += record.thousandths();
        byPhase[rule.phase().ordinal() * 2 + side] += record.thousandths();
        byDepartment[rule.department().ordinal() * 2 + side] += record.thousandths();
        if (rule.side() == Side.PUSH && midnight != null) {
            weighted += record.thousandths() * midnight.massThousandths();
        }
    }

    void add(WindowSums other) {
        other.customers.forEach(this::see);
        weighted += other.weighted;
        add(signals, other.signals);
        add(points, other.points);
        add(byPhase, other.byPhase);
        add(byDepartment, other.byDepartment);
    }

    private static void add(long[] sums, long[] more) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
    }

    private void see(int customer, Last last) {
        customers.merge(customer, last, (one, other) -> one.at() > other.at() ? one : other);
    }

    int customers() {
        return customers.size();
    }

    long massThousandths() {
        return customers.values().stream()
                .mapToLong(last -> last.midnight().massThousandths())
                .sum();
    }

    /** The indices of the customers in half points, lowest first. */
    int[] indexHalves() {
        return customers.values().stream()
                .mapToInt(last -> last.midnight().indexHalves())
                .sorted()
                .toArray();
    }
}
