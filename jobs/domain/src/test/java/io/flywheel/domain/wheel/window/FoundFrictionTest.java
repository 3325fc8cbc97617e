package io.flywheel.domain.wheel.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.wheel.WheelCustomer;
import io.flywheel.domain.wheel.WheelCustomer.Taken;
import io.flywheel.domain.wheel.WheelCustomerLayout;
import io.flywheel.domain.wheel.journey.JourneyReading;
import io.flywheel.domain.wheel.spot.SpotListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Friction that is found, told, taken back and told again amounts to what was found at last. */
class FoundFrictionTest {

    private static final Set<Dimension> ALL = EnumSet.allOf(Dimension.class);
    private static final SpotListener UNHEARD = (spot, slice, grains, delta) -> {};
    private final WheelCustomerLayout layout = new WheelCustomerLayout(Doings.CATALOGUE, ALL);

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void countsWhatWasFoundAtLastWhateverTheOrderAndTheRepeats(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Signal> doings = Doings.inOrder(Doings.invent(random));
        Findings findings = Findings.invent(doings, random);
        NaiveWheel naive = new NaiveWheel(
                Stream.concat(doings.stream(), findings.net().stream()).toList());

        List<Signal> all = new ArrayList<>(doings);
        all.addAll(findings.told());
        all.addAll(findings.told().subList(0, findings.told().size() / 2));
        for (int run = 0; run < 3; run++) {
            Ledger ledger = new Ledger();
            WheelCustomer customer = fold(all, ledger);
            assertSame(ledger.rows(), naive.rows());
            assertThat(read(customer)).isEqualTo(read(fold(doings, new Ledger())));
            Collections.shuffle(all, new Random(seed + run));
        }
    }

    private static void assertSame(
            Map<String, Map<Window, NaiveWheel.Row>> rows, Map<String, Map<Window, NaiveWheel.Row>> expected) {
        assertThat(rows.keySet()).isEqualTo(expected.keySet());
        expected.forEach((series, its) -> {
            Map<Window, NaiveWheel.Row> told = rows.getOrDefault(series, Map.of());
            its.forEach((window, row) ->
                    assertThat(told.get(window)).as("%s %s", series, window).isEqualTo(row));
            assertThat(told.keySet()).as(series).isEqualTo(its.keySet());
        });
    }

    /** What customers do is what stages, growth and first times are made of. */
    private static JourneyReading read(WheelCustomer customer) {
        return customer.read(Doings.START + 400 * Doings.DAY);
    }

    /** Packed and read again on the way. */
    private WheelCustomer fold(List<Signal> signals, Ledger ledger) {
        WheelCustomer customer = layout.unknown();
        for (int i = 0; i < signals.size(); i++) {
            customer.fold(signals.get(i), ledger, (day, delta) -> {}, UNHEARD);
            if (i % 16 == 0) {
                customer = layout.read(layout.write(customer));
            }
        }
        return customer;
    }

    @Test
    void addsPointsAndNoCustomer() {
        WheelCustomer customer = layout.unknown();
        Ledger ledger = new Ledger();
        Signal impulse = Findings.signal("f#1", "rage_click", SignalKind.IMPULSE, 2_500, Doings.START, null);
        assertThat(customer.fold(
                        impulse,
                        ledger,
                        (day, delta) -> {
                            throw new AssertionError("growth of day " + day);
                        },
                        UNHEARD))
                .isEqualTo(Taken.FOLDED);
        WindowTotals week = ledger.totals()
                .getOrDefault("all:all", Map.of())
                .getOrDefault(new Window(Grain.TRAILING_WEEK, Doings.START + Doings.DAY), new WindowTotals());
        assertThat(week.frictionThousandths()).isEqualTo(2_500);
        assertThat(week.frictions()).isOne();
        assertThat(week.customers()).isZero();
        assertThat(customer.read(Doings.START).wheel().leadAtMillis()).isNull();
    }

    @Test
    void aRetractionOfWhatWasNeverToldChangesNothing() {
        WheelCustomer customer = layout.unknown();
        Ledger ledger = new Ledger();
        Signal retraction = Findings.signal("f#1", "sla_breach", SignalKind.RETRACT, 8_000, Doings.START, "t");
        assertThat(customer.fold(retraction, ledger, (day, delta) -> {}, UNHEARD))
                .isEqualTo(Taken.FOLDED);
        assertThat(customer.fold(retraction, ledger, (day, delta) -> {}, UNHEARD))
                .isEqualTo(Taken.REPEATED);
        assertThat(ledger.deltas).isZero();
    }

    @Test
    void whatAnEventStatedIsNotTakenBack() {
        Signal click = Doings.signals(
                        Doings.activity("a", ActivityKind.RAGE_CLICK, Doings.START)
                                .build(),
                        new CustomerState())
                .get(0);
        Signal retraction = Findings.as(SignalKind.RETRACT, click);
        assertThatThrownBy(() -> layout.unknown().fold(retraction, new Ledger(), (day, delta) -> {}, UNHEARD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("taken back");
    }

    @Test
    void midnightsReadAsIfNothingHadBeenTold() {
        CustomerWindows windows = new CustomerWindows(Doings.CATALOGUE, ALL);
        CustomerWindows untold = new CustomerWindows(Doings.CATALOGUE, ALL);
        SplittableRandom random = new SplittableRandom(5);
        List<Signal> doings = Doings.inOrder(Doings.invent(random));
        doings.forEach(signal -> untold.fold(signal, (a, b, c) -> {}));
        List<Signal> told = new ArrayList<>();
        long last = doings.get(doings.size() - 1).occurredAtMillis();
        for (int i = 0; i < 100; i++) {
            long at = last - random.nextLong(Doings.LATEST);
            SignalKind kind = SignalKind.values()[random.nextInt(3)];
            told.add(Findings.signal("f" + i, "sla_breach", kind, random.nextLong(20_000), at, "ticket"));
        }
        told.forEach(signal -> windows.fold(signal, (a, b, c) -> {}));
        doings.forEach(signal -> windows.fold(signal, (a, b, c) -> {}));
        int tomorrow = (int) (last / Doings.DAY) + 1;
        assertThat(windows.readingBefore(tomorrow).friction())
                .isGreaterThan(untold.readingBefore(tomorrow).friction() + 1);
        told.forEach(signal -> windows.takeBack(signal, signal.kind(), (a, b, c) -> {}));
        for (int day = tomorrow - 9; day <= tomorrow + 2; day++) {
            assertThat(windows.readingBefore(day).friction())
                    .isCloseTo(untold.readingBefore(day).friction(), within(1e-9));
            assertThat(windows.readingBefore(day).slaMissedOpen())
                    .isEqualTo(untold.readingBefore(day).slaMissedOpen());
        }
    }
}
