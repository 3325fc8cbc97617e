package io.flywheel.domain.alert;

import io.flywheel.domain.momentum.Band;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.domain.wheel.window.Series;
import io.flywheel.domain.wheel.window.WindowTotals;
import java.time.Duration;

/**
 * The facts of one window, in the units of table {@code flywheel_window}.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Facts"; docs/reference/wheel.md, "Windows".
 */
final class WindowFacts {

    private static final double DAY = Duration.ofDays(1).toMillis();
    private static final double THOUSAND = 1_000;
    private static final double MILLION = 1_000_000;

    private WindowFacts() {}

    static FactSheet of(Grain grain, Series series, WindowTotals totals) {
        double days = grain.lengthMillis() / DAY;
        double pushes = totals.pushThousandths() / THOUSAND;
        double friction = totals.frictionThousandths() / THOUSAND;
        long customers = totals.customers();
        double red = totals.customers(Band.RED);
        return new FactSheet()
                .put(Fact.WINDOW_GRAIN, grain.word())
                .put(Fact.WINDOW_DIM_TYPE, series.dimension().word())
                .put(Fact.WINDOW_DIM_VALUE, series.value())
                .put(Fact.WINDOW_PUSHES, (double) totals.pushes())
                .put(Fact.WINDOW_FRICTIONS, (double) totals.frictions())
                .put(Fact.WINDOW_PUSH_POINTS, pushes)
                .put(Fact.WINDOW_FRICTION_POINTS, friction)
                .put(Fact.WINDOW_VELOCITY, pushes / days)
                .put(Fact.WINDOW_FRICTION, friction / days)
                .put(Fact.WINDOW_MOMENTUM, totals.weightedMillionths() / MILLION / days - friction / days)
                .put(Fact.WINDOW_FRICTION_SHARE, ratio(friction, pushes + friction))
                .put(Fact.WINDOW_FRICTION_PER_CUSTOMER, ratio(friction, customers))
                .put(Fact.WINDOW_CUSTOMERS_ACTIVE, (double) customers)
                .put(Fact.WINDOW_CUSTOMERS_RED, red)
                .put(Fact.WINDOW_CUSTOMERS_YELLOW, (double) totals.customers(Band.YELLOW))
                .put(Fact.WINDOW_CUSTOMERS_GREEN, (double) totals.customers(Band.GREEN))
                .put(Fact.WINDOW_RED_SHARE, ratio(red, customers))
                .put(Fact.WINDOW_INDEX_P50, customers == 0 ? Double.NaN : totals.percentile(0.5));
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? Double.NaN : part / whole;
    }
}
