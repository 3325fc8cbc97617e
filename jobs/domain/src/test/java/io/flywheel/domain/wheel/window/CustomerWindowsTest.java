package io.flywheel.domain.wheel.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SmallCatalogue;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CustomerWindowsTest {

    private static final Set<Dimension> ALL = EnumSet.allOf(Dimension.class);

    static IntStream seeds() {
        return IntStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void countsWhatTheRecordsOfEachWindowSayInAnyOrder(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Doings.Arrival> arrivals = Doings.invent(random);
        NaiveWheel naive = new NaiveWheel(Doings.inOrder(arrivals));

        Ledger inOrder = new Ledger();
        CustomerWindows windows = fold(Doings.inOrder(arrivals), inOrder);
        assertThat(inOrder.rows()).isEqualTo(naive.rows());
        readsAs(windows, naive, Doings.inOrder(arrivals));

        for (int run = 0; run < 2; run++) {
            List<Signal> shuffled = Doings.shuffled(arrivals, random);
            Ledger ledger = new Ledger();
            readsAs(fold(shuffled, ledger), naive, shuffled);
            assertThat(ledger.totals()).isEqualTo(inOrder.totals());
        }
        for (int run = 0; run < 2; run++) {
            Ledger ledger = new Ledger();
            CustomerWindows settled = foldSettling(Doings.asTheyCome(arrivals), ledger, random);
            readsAs(settled, naive, Doings.inOrder(arrivals));
            assertThat(ledger.totals()).isEqualTo(inOrder.totals());
        }
    }

    /** Not even something and its opposite: a window that ended long before may be over between the two. */
    @ParameterizedTest
    @MethodSource("seeds")
    void tellsNothingToWindowsThatEndedBeforeTheSignal(int seed) {
        CustomerWindows windows = new CustomerWindows(Doings.CATALOGUE, ALL);
        for (Signal signal : Doings.asTheyCome(Doings.invent(new SplittableRandom(seed)))) {
            windows.fold(
                    signal,
                    (series, reach, delta) -> Window.forEach(
                            reach,
                            window -> assertThat(window.endMillis())
                                    .as("end of %s of %s", window, series)
                                    .isGreaterThan(signal.occurredAtMillis())));
        }
    }

    private static CustomerWindows fold(List<Signal> signals, Ledger ledger) {
        CustomerWindows windows = new CustomerWindows(Doings.CATALOGUE, ALL);
        signals.forEach(signal -> windows.fold(signal, ledger));
        return windows;
    }

    /** Folds while the state is written, read and settled as far as what is to come allows. */
    private static CustomerWindows foldSettling(List<Signal> signals, Ledger ledger, SplittableRandom random) {
        CustomerWindows windows = new CustomerWindows(Doings.CATALOGUE, ALL);
        long latest = Long.MIN_VALUE;
        for (Signal signal : signals) {
            windows.fold(signal, ledger);
            latest = Math.max(latest, signal.occurredAtMillis());
            if (random.nextInt(2) == 0) {
                windows.settle(latest - Doings.LATEST);
            }
            if (random.nextInt(2) == 0) {
                windows = again(windows);
            }
        }
        return windows;
    }

    private static CustomerWindows again(CustomerWindows windows) {
        byte[] bytes = bytes(windows);
        StateReader in = new StateReader(bytes);
        CustomerWindows again = CustomerWindows.read(in, Doings.CATALOGUE, ALL);
        assertThat(in.isAtEnd()).isTrue();
        assertThat(bytes(again)).isEqualTo(bytes);
        return again;
    }

    private static byte[] bytes(CustomerWindows windows) {
        StateWriter out = new StateWriter();
        windows.write(out);
        return out.toBytes();
    }

    private static void readsAs(CustomerWindows windows, NaiveWheel naive, List<Signal> signals) {
        long latest = signals.stream().mapToLong(Signal::occurredAtMillis).max().orElse(0);
        int last = (int) (latest / Doings.DAY);
        for (int day = last - 12; day < last + 3; day++) {
            if (windows.isSettled(day * Doings.DAY)) {
                continue;
            }
            DayReading reading = windows.readingBefore(day);
            NaiveWheel.Midnight expected = naive.midnight(day);
            assertThat(reading.mass()).isCloseTo(expected.mass(), within(1e-9));
            assertThat(reading.velocity()).isCloseTo(expected.velocity(), within(1e-9));
            assertThat(reading.friction()).isCloseTo(expected.friction(), within(1e-9));
            assertThat(reading.index()).isCloseTo(expected.index(), within(1e-9));
            assertThat(reading.slaMissedOpen()).isEqualTo(expected.slaMissedOpen());
        }
    }

    @Test
    void countsACustomerByTheLastSliceInWhichTheyWereSeen() {
        CustomerWindows windows = new CustomerWindows(Doings.CATALOGUE, EnumSet.of(Dimension.ALL));
        Ledger ledger = new Ledger();
        windows.fold(one("a", ActivityKind.FEATURE_USED, Doings.START + 1), ledger);
        windows.fold(one("b", ActivityKind.FEATURE_USED, Doings.START + Doings.DAY), ledger);

        WindowTotals first = total(ledger, Grain.TRAILING_WEEK, Doings.START + Doings.DAY);
        assertThat(first.customers()).isOne();
        assertThat(first.percentile(0.5)).isEqualTo(50);
        assertThat(first.pushes()).isOne();
        WindowTotals second = total(ledger, Grain.TRAILING_WEEK, Doings.START + 2 * Doings.DAY);
        assertThat(second.customers()).isOne();
        assertThat(second.percentile(0.5)).isGreaterThan(50);
        assertThat(second.pushThousandths()).isEqualTo(2_000);
        assertThat(second.weightedMillionths()).isEqualTo(2 * 1_000 * 1_370);
    }

    @Test
    void changesNoWindowThatEndedBeforeALateEventOrThatItDoesNotReach() {
        CustomerWindows windows = new CustomerWindows(Doings.CATALOGUE, EnumSet.of(Dimension.ALL));
        for (int day = 0; day < 80; day++) {
            windows.fold(one("d" + day, ActivityKind.PAGE_VIEW, Doings.START + day * Doings.DAY), (a, b, c) -> {});
        }
        Ledger late = new Ledger();
        long at = Doings.START + 73 * Doings.DAY + 7 * Doings.SLICE;
        windows.fold(one("late", ActivityKind.ORDER_COMPLETED, at), late);

        Map<Window, WindowTotals> changed = late.totals().getOrDefault("all:all", Map.of());
        assertThat(changed.keySet()).allMatch(window -> window.endMillis() > at);
        // pushes of the days after it weigh more, and so do their windows
        assertThat(changed).containsKey(new Window(Grain.DAY, Doings.START + 80 * Doings.DAY));
        assertThat(total(late, Grain.DAY, Doings.START + 80 * Doings.DAY).pushes())
                .isZero();
    }

    @Test
    void costsThreeDeltasASeriesAtMostInOrderOfTime() {
        CustomerWindows windows = new CustomerWindows(Doings.CATALOGUE, EnumSet.of(Dimension.ALL));
        Ledger ledger = new Ledger();
        for (int i = 0; i < 1_000; i++) {
            windows.fold(one("e" + i, ActivityKind.ORDER_COMPLETED, Doings.START + i * 2L * Doings.SLICE), ledger);
            assertThat(ledger.deltas).isLessThanOrEqualTo(3);
            ledger.deltas = 0;
        }
    }

    @Test
    void forgetsWhatNothingCanReachAnyMore() {
        CustomerWindows windows = new CustomerWindows(Doings.CATALOGUE, ALL);
        int greatest = 0;
        for (int day = 0; day < 500; day++) {
            long at = Doings.START + day * Doings.DAY;
            windows.fold(one("e" + day % 10, ActivityKind.SLA_MISSED, at), (a, b, c) -> {});
            windows.fold(one("f" + day % 10, ActivityKind.SOLVED, at + 1), (a, b, c) -> {});
            windows.settle(at - Doings.LATEST);
            greatest = Math.max(greatest, day < 60 ? bytes(windows).length : 0);
        }
        assertThat(bytes(windows).length).isLessThanOrEqualTo(greatest);
        int busy = bytes(windows).length;
        windows.settle(Doings.START + 900 * Doings.DAY);
        assertThat(bytes(windows).length).isLessThan(busy / 3);
        windows.settle(Long.MAX_VALUE);
        assertThat(bytes(again(windows)).length).isLessThan(busy / 3);
    }

    @Test
    void refusesWhatIsOlderThanWhatWasSettled() {
        CustomerWindows windows = new CustomerWindows(Doings.CATALOGUE, ALL);
        windows.settle(Doings.START + Doings.DAY - 1);
        assertThat(windows.isSettled(Doings.START)).isFalse();
        windows.fold(one("a", ActivityKind.PAGE_VIEW, Doings.START), (a, b, c) -> {});
        windows.settle(Doings.START + Doings.DAY);
        assertThat(windows.isSettled(Doings.START + Doings.DAY - 1)).isTrue();
        assertThatThrownBy(() -> windows.fold(one("b", ActivityKind.PAGE_VIEW, Doings.START), (a, b, c) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("page_view")
                .hasMessageContaining("event b");
        assertThatThrownBy(() -> windows.readingBefore((int) (Doings.START / Doings.DAY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("settled");
    }

    @Test
    void refusesSignalsAndStateOfAnotherCatalogue() {
        CustomerWindows other = new CustomerWindows(SmallCatalogue.of(List.of()), ALL);
        List<Signal> missed = Doings.signals(
                Doings.activity("a", ActivityKind.SLA_MISSED, Doings.START).build(), new CustomerState());
        assertThat(missed).hasSize(2);
        assertThatThrownBy(() -> other.fold(missed.get(1), (a, b, c) -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sla_breach");

        byte[] bytes = bytes(new CustomerWindows(Doings.CATALOGUE, ALL));
        byte[] later = bytes.clone();
        later[0] = 2;
        assertThatThrownBy(() -> CustomerWindows.read(new StateReader(later), Doings.CATALOGUE, ALL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("layout version 2");
        byte[] faster = bytes.clone();
        faster[1]++;
        assertThatThrownBy(() -> CustomerWindows.read(new StateReader(faster), Doings.CATALOGUE, ALL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("half-lives");
    }

    private static Signal one(String id, ActivityKind kind, long at) {
        return Doings.signals(Doings.activity(id, kind, at).build(), new CustomerState())
                .get(0);
    }

    private static WindowTotals total(Ledger ledger, Grain grain, long endMillis) {
        return ledger.totals()
                .getOrDefault("all:all", Map.of())
                .getOrDefault(new Window(grain, endMillis), new WindowTotals());
    }
}
