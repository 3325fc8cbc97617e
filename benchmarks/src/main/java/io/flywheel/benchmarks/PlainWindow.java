package io.flywheel.benchmarks;

import java.util.Arrays;
import org.apache.flink.api.common.functions.AggregateFunction;

/** The peer's window as public fields, the form in which Flink serializes a class by itself: sums, and who was there. */
public final class PlainWindow {

    public long pushes;
    public long pushThousandths;
    public long frictionThousandths;

    /** Exactly who, in order: 8 bytes each, which is a fraction of what a set of texts takes to read and write. */
    public long[] customers = {};

    void add(SeriesPoints points) {
        pushes += points.pushes();
        pushThousandths += points.pushThousandths();
        frictionThousandths += points.frictionThousandths();
        int place = Arrays.binarySearch(customers, points.customer());
        if (place < 0) {
            insert(-1 - place, points.customer());
        }
    }

    private void insert(int place, long customer) {
        long[] more = Arrays.copyOf(customers, customers.length + 1);
        System.arraycopy(customers, place, more, place + 1, customers.length - place);
        more[place] = customer;
        customers = more;
    }

    private PlainWindow merge(PlainWindow other) {
        PlainWindow both = new PlainWindow();
        both.pushes = pushes + other.pushes;
        both.pushThousandths = pushThousandths + other.pushThousandths;
        both.frictionThousandths = frictionThousandths + other.frictionThousandths;
        both.customers = Arrays.copyOf(customers, customers.length);
        for (long customer : other.customers) {
            int place = Arrays.binarySearch(both.customers, customer);
            if (place < 0) {
                both.insert(-1 - place, customer);
            }
        }
        return both;
    }

    /** Adds points to a window. */
    static final class Sum implements AggregateFunction<SeriesPoints, PlainWindow, PlainWindow> {

        private static final long serialVersionUID = 1;

        @Override
        public PlainWindow createAccumulator() {
            return new PlainWindow();
        }

        @Override
        public PlainWindow add(SeriesPoints points, PlainWindow window) {
            window.add(points);
            return window;
        }

        @Override
        public PlainWindow getResult(PlainWindow window) {
            return window;
        }

        @Override
        public PlainWindow merge(PlainWindow one, PlainWindow other) {
            return one.merge(other);
        }
    }
}
