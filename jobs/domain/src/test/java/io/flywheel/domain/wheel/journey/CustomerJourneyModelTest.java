package io.flywheel.domain.wheel.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SmallCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise of the journey: rows and growth are those of a computation over all activities at once, whatever the order and whatever is settled on the way. */
class CustomerJourneyModelTest {

    private static final SignalCatalogue CATALOGUE = SmallCatalogue.create();

    static IntStream seeds() {
        return IntStream.range(0, 120);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void equalsTheComputationOverAllActivities(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DayReadings readings = JourneyHistory.readings(seed);
        List<Signal> history = JourneyHistory.invent(random);
        for (int run = 0; run < 3; run++) {
            Tables tables = new Tables();
            List<Signal> input = run == 0 ? history : JourneyHistory.disorder(history, random);
            CustomerJourney journey = new CustomerJourney();
            List<Signal> seen = new ArrayList<>();
            long latest = Long.MIN_VALUE;
            for (Signal signal : input) {
                seen.add(signal);
                journey.fold(signal, CATALOGUE, tables::count);
                latest = Math.max(latest, signal.occurredAtMillis());
                JourneyReading reading = journey.read(latest, readings);
                tables.write(reading);
                if (random.nextInt(20) == 0) {
                    tables.mustEqual(new NaiveJourney(seen), reading, latest, readings);
                    nextSilenceIsRight(journey, latest, readings);
                }
                if (random.nextInt(4) == 0) {
                    journey.settle(latest - JourneyHistory.MOST_LATE, readings);
                }
                journey = random.nextInt(3) == 0 ? roundTrip(journey) : journey;
            }
            long end = latest + random.nextLong(120 * Told.DAY);
            JourneyReading reading = journey.read(end, readings);
            tables.mustEqual(new NaiveJourney(history), reading, end, readings);
            journey.settle(end, readings);
            assertThat(roundTrip(journey).read(end, readings).wheel()).isEqualTo(reading.wheel());
            assertThat(journey.read(end, readings).transitions()).isEqualTo(reading.transitions());
        }
    }

    private static void nextSilenceIsRight(CustomerJourney journey, long watermark, DayReadings readings) {
        List<StageTransition> now = journey.read(watermark, readings).transitions();
        long next = journey.nextSilentMillis(watermark, readings);
        if (next == Long.MAX_VALUE) {
            assertThat(journey.read(Long.MAX_VALUE, readings).transitions()).isEqualTo(now);
            return;
        }
        assertThat(next).isGreaterThan(watermark);
        assertThat(journey.read(next - 1, readings).transitions()).isEqualTo(now);
        List<StageTransition> then = journey.read(next, readings).transitions();
        assertThat(then).hasSizeGreaterThan(now.size()).startsWith(now.toArray(new StageTransition[0]));
        assertThat(then.get(now.size()).atMillis()).isEqualTo(next);
    }

    static CustomerJourney roundTrip(CustomerJourney journey) {
        StateWriter out = new StateWriter();
        journey.write(out);
        StateReader in = new StateReader(out.toBytes());
        CustomerJourney read = CustomerJourney.read(in);
        assertThat(in.isAtEnd()).isTrue();
        StateWriter again = new StateWriter();
        read.write(again);
        assertThat(again.toBytes()).isEqualTo(out.toBytes());
        return read;
    }

    /** What a database would hold: growth by day, and the last row of each key. */
    private static final class Tables {
        private final Map<Integer, GrowthCounts> growth = new TreeMap<>();
        private final Map<Long, Revolution> revolutions = new TreeMap<>();
        private final Map<String, DealRow> deals = new TreeMap<>();

        void count(int day, GrowthCounts delta) {
            GrowthCounts sum = growth.getOrDefault(day, GrowthCounts.NONE).plus(delta);
            assertThat(delta.isZero()).isFalse();
            if (sum.isZero()) {
                growth.remove(day);
            } else {
                growth.put(day, sum);
            }
        }

        void write(JourneyReading reading) {
            reading.revolutions().forEach(one -> revolutions.put(one.n(), one));
            reading.deals().forEach(one -> deals.put(one.dealId(), one));
        }

        void mustEqual(NaiveJourney naive, JourneyReading reading, long watermark, DayReadings readings) {
            JourneyReading expected = naive.read(watermark, readings);
            assertThat(reading.wheel()).isEqualTo(expected.wheel());
            assertThat(reading.transitions()).isEqualTo(expected.transitions());
            assertThat(List.copyOf(revolutions.values())).isEqualTo(expected.revolutions());
            assertThat(List.copyOf(deals.values())).isEqualTo(expected.deals());
            assertThat(growth).isEqualTo(naive.growth());
        }
    }
}
